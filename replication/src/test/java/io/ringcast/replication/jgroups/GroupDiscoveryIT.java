package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.MemberAttributes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.PING;
import org.jgroups.stack.Protocol;
import org.jgroups.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Members that join a group over loopback. */
class GroupDiscoveryIT {
    /** How often a member asks before JGroups, left to itself, begins a group. */
    private static final int QUESTIONS = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void nobodyBeginsAGroupWhileAMemberAnswersAndTheLeaderDoesNot() throws Exception {
        var silence = new SilenceInDiscovery();
        try (JChannel leader = channel("a", 1, silence);
                JChannel member = channel("b", 3);
                JChannel joiner = channel("c", 2)) { // Of it and the member, JGroups would take it for the first.
            leader.connect("ringcast");
            member.connect("ringcast");
            await().until(() -> leader.getView().size() == 2);
            silence.on = true;

            CompletableFuture<@Nullable Void> joined = CompletableFuture.runAsync(() -> connect(joiner));
            await().atMost(PATIENCE).until(() -> silence.dropped.get() > 2 * QUESTIONS || joined.isDone());
            assertThat(joined).isNotDone();
            silence.on = false;

            await().atMost(PATIENCE)
                    .until(() -> joined.isDone() && joiner.getView().size() == 3);
        }
    }

    @Test
    @Tag("soak")
    void whoeverJoinsAGroupFindsItThoughOneDatagramInFiveIsLost() throws Exception {
        try (JChannel first = channel("a", 1, lossy());
                JChannel second = channel("b", 3, lossy())) {
            first.connect("ringcast");
            second.connect("ringcast");
            await().atMost(PATIENCE).until(() -> first.getView().size() == 2);
            for (int i = 1; i <= 500; i++) {
                try (JChannel third = channel("c", 2, lossy())) {
                    third.connect("ringcast");
                    assertThat(third.getView().getMembers())
                            .as("members when it joined for the %dth time", i)
                            .hasSize(3);
                }
                await().atMost(PATIENCE).until(() -> first.getView().size() == 2);
            }
        }
    }

    private static void connect(JChannel channel) {
        try {
            channel.connect("ringcast");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Protocol lossy() {
        return new DISCARD().setUpDiscardRate(0.2);
    }

    /** Drops all that a member says in discovery while it is on. */
    private static final class SilenceInDiscovery extends Protocol {
        private static final short DISCOVERY = ClassConfigurator.getProtocolId(PING.class);

        private final AtomicInteger dropped = new AtomicInteger();
        private volatile boolean on;

        @Override
        public @Nullable Object down(Message message) {
            if (on && message.getHeader(DISCOVERY) != null) {
                dropped.incrementAndGet();
                return null;
            }
            return super.down(message);
        }
    }

    /** @param address the members' order */
    private static JChannel channel(String name, int address, Protocol... aboveTransport) throws Exception {
        var settings = new GroupSettings(
                new GroupAddress(
                        InetAddress.getByName("239.255.66.13"), 46_081, InetAddress.getLoopbackAddress(), 0, null),
                name,
                new MemberAttributes(1, 1, 3),
                MembershipOptions.of("reservation"),
                Duration.ofSeconds(2));
        List<Protocol> stack = JGroupsGroup.stack(settings, ReplicaObserver.none());
        stack.addAll(1, List.of(aboveTransport));
        return new JChannel(stack).name(name).addAddressGenerator(() -> new UUID(0, address));
    }
}
