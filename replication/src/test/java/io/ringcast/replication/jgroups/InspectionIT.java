package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupException;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.jgroups.datagram.GroupDatagram;
import io.ringcast.replication.jgroups.datagram.RefusedException;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Version;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the servers of a group say to each other is admitted, and nothing else does any harm. */
class InspectionIT {
    /** What a small datagram may cost: some objects for each of its headers, and an exception. */
    private static final long ALLOCATED_BYTES_MAX = 64 * 1024;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The first of each length of what each content names, as it was on the wire. */
    private static final Map<String, byte[]> RECORDED = new ConcurrentHashMap<>();

    private static final Map<String, Integer> REFUSED = new ConcurrentHashMap<>();

    private static final Group.Listener NOBODY = new Group.Listener() {
        @Override
        public void viewInstalled(GroupView view) {}

        @Override
        public void delivered(MemberId from, byte[] message) {}
    };

    private final Inspection inspection = new Inspection("ringcast", null, new Refusals(ReplicaObserver.none()));

    /** Records what arrives, before it is judged. */
    private static final class RecordingUdp extends GroupUdp {
        RecordingUdp(Refusals refusals) {
            super("ringcast", null, refusals);
        }

        @Override
        public void receive(Address sender, byte[] bytes, int offset, int length) {
            String what;
            try {
                what = GroupDatagram.check(Version.version, bytes, offset, length)
                        .message()
                        .toString();
            } catch (RefusedException e) {
                what = "refused because " + e.getMessage();
            }
            RECORDED.putIfAbsent(what, Arrays.copyOfRange(bytes, offset, offset + length));
            super.receive(sender, bytes, offset, length);
        }
    }

    @BeforeAll
    static void recordAGroupThatMeetsLosesAndMerges() throws Exception {
        var loss = new DISCARD();
        try (JChannel first = channel(null);
                JChannel second = channel(loss);
                JChannel third = channel(null)) {
            for (JChannel channel : List.of(first, second, third)) {
                channel.connect("ringcast");
            }
            await().until(() -> third.getView().size() == 3);
            loss.setUpDiscardRate(0.3);
            loss.setDownDiscardRate(0.3);
            for (int i = 0; i < 60; i++) {
                first.send(new BytesMessage(null, new byte[1_000]));
                first.send(new BytesMessage(second.getAddress(), new byte[i == 30 ? 50_000 : 1_000]));
                second.send(new BytesMessage(third.getAddress(), new byte[500]));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> has("MISSING_NUMBERS") && has("FRAGMENT"));
            loss.discardAll(true);
            await().atMost(Duration.ofSeconds(30)).until(() -> first.getView().size() == 2);
            loss.setUpDiscardRate(0).setDownDiscardRate(0);
            loss.discardAll(false);
            await().atMost(Duration.ofSeconds(30)).until(() -> first.getView().size() == 3);
            await().atMost(Duration.ofSeconds(30)).until(() -> has("DIGEST") && has("CREDITS"));
        }
    }

    @AfterAll
    static void tellWhatWasRecorded() {
        System.out.println("recorded " + new TreeMap<>(RECORDED).keySet());
    }

    private static boolean has(String content) {
        return RECORDED.keySet().stream().anyMatch(what -> what.startsWith(content + " "));
    }

    private static JChannel channel(@Nullable Protocol aboveTransport) throws Exception {
        var settings = new GroupSettings(
                new GroupAddress(
                        InetAddress.getByName("239.255.66.9"), 46_073, InetAddress.getLoopbackAddress(), 0, null),
                "recorded",
                new MemberAttributes(1, 1, 0),
                MembershipOptions.of("reservation"),
                Duration.ofSeconds(2));
        var refusals = new Refusals(new ReplicaObserver<>() {
            @Override
            public void dropped(String reason) {
                REFUSED.merge(reason, 1, Integer::sum);
            }
        });
        List<Protocol> stack = JGroupsGroup.stack(settings, new RecordingUdp(refusals), refusals);
        for (Protocol protocol : stack) {
            switch (protocol) {
                case STABLE stable -> stable.setDesiredAverageGossip(500);
                case UFC credits -> credits.setMaxCredits(20_000);
                case MFC credits -> credits.setMaxCredits(20_000);
                default -> {}
            }
        }
        if (aboveTransport != null) {
            stack.add(1, aboveTransport);
        }
        return new JChannel(stack);
    }

    @Test
    void everythingThatServersSendIsAdmitted() {
        assertThat(REFUSED).isEmpty();
        assertThat(RECORDED.keySet()).noneMatch(what -> what.startsWith("refused"));
        assertThat(Set.of(
                        "DISCOVERY",
                        "HEADERS_ONLY",
                        "REPLICA_MESSAGE",
                        "FRAGMENT",
                        "VIEW",
                        "VIEW_AND_DIGEST",
                        "MERGE_RESPONSE",
                        "JOIN_RESPONSE",
                        "MEMBERS",
                        "MISSING_NUMBERS",
                        "DIGEST",
                        "CREDITS"))
                .allMatch(InspectionIT::has);
    }

    @Test
    void whatWasCutAnywhereIsRefused() {
        forEachShort((what, bytes) -> {
            for (int length = 0; length < bytes.length; length++) {
                assertThat(read(Arrays.copyOf(bytes, length)))
                        .as("%s, of it %d", what, length)
                        .isNull();
            }
        });
    }

    @Test
    void noByteThatIsChangedMakesJGroupsFailOrAllocate() {
        long seed = Long.getLong("ringcast.seed", ThreadLocalRandom.current().nextLong());
        System.out.println("seed " + seed + "; -Dringcast.seed=" + seed + " runs it again");
        var random = new Random(seed);
        forEachShort((what, bytes) -> {
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) (changed[i] + 1 + random.nextInt(255));
                assertAllocatesLittle(what + ", byte " + i, changed);
            }
        });
    }

    @Test
    void aLengthOfTwoGigabytesAllocatesNothing() {
        forEachShort((what, bytes) -> {
            for (int i = 0; i < bytes.length; i++) {
                byte[] changed = bytes.clone();
                for (int j = 0; j < Integer.BYTES && i + j < changed.length; j++) {
                    changed[i + j] = (byte) (j == 0 ? 0x7f : 0xff);
                }
                assertAllocatesLittle(what + ", length at " + i, changed);
            }
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aMessageOfAnotherGroupsClientsIsCalledSo(CapturedOutput output) {
        Map<String, Integer> dropped = new ConcurrentHashMap<>();
        var beside = new Inspection("ringcast", null, new Refusals(new ReplicaObserver<>() {
            @Override
            public void dropped(String reason) {
                dropped.merge(reason, 1, Integer::sum);
            }
        }));
        for (String client : List.of("{\"v\":1,\"type\":\"rooms\"}", "eyJhbGciOiJIUzI1NiJ9.e30.c2ln")) {
            byte[] bytes = client.getBytes(StandardCharsets.UTF_8);
            assertThat(beside.open("127.0.0.1:4000", bytes, 0, bytes.length, List.of()))
                    .isNull();
        }
        assertThat(dropped).isEqualTo(Map.of("other group", 2));
        assertThat(output).contains("is the clients' port of another group", "at least 2 away");
    }

    @Test
    void aPortThatAnotherProgramHoldsIsToldWithWhatToDo() throws Exception {
        InetAddress group = InetAddress.getByName("239.255.66.9");
        try (var holder = new DatagramSocket(null)) {
            holder.setReuseAddress(false);
            holder.bind(new InetSocketAddress(group, 0));
            var settings = new GroupSettings(
                    new GroupAddress(group, holder.getLocalPort(), InetAddress.getLoopbackAddress(), 0, null),
                    "beside",
                    new MemberAttributes(1, 1, 0),
                    MembershipOptions.of("reservation"),
                    Duration.ofSeconds(2));
            try (var replicas = new JGroupsGroup(settings, ReplicaObserver.none())) {
                assertThatThrownBy(() -> replicas.join(NOBODY))
                        .isInstanceOf(GroupException.class)
                        .hasMessageContaining("239.255.66.9:" + holder.getLocalPort() + " cannot be joined")
                        .hasMessageContaining("Another program holds this UDP port");
            }
        }
    }

    @Test
    void randomBytesAreRefused() {
        var random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertAllocatesLittle("random " + i, bytes);
        }
    }

    /** The second time: the first one may load a class, or log. */
    private void assertAllocatesLittle(String what, byte[] bytes) {
        if (allocatedByReading(bytes) >= ALLOCATED_BYTES_MAX) {
            assertThat(allocatedByReading(bytes)).as(what).isLessThan(ALLOCATED_BYTES_MAX);
        }
    }

    private long allocatedByReading(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        read(bytes);
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private @Nullable Message read(byte[] bytes) {
        return inspection.open("nobody", bytes, 0, bytes.length, List.of());
    }

    private interface Check {
        void of(String what, byte[] bytes);
    }

    private static void forEachShort(Check check) {
        Map<String, byte[]> shortOnes = new TreeMap<>(RECORDED);
        shortOnes.values().removeIf(bytes -> bytes.length > 1_500);
        assertThat(shortOnes).isNotEmpty();
        shortOnes.forEach(check::of);
    }
}
