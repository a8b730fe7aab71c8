package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.ReplicaObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.stack.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RepeatedVerificationIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final Wall wall = new Wall();
    private final ServerSocketChannel port = ServerSocketChannel.open();
    private final SocketAddress portOfTheSecond = port.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .getLocalAddress();
    private final RepeatedVerification verification = new RepeatedVerification(member -> List.of(portOfTheSecond));
    private final Verdicts verdicts = new Verdicts();
    private final JChannel first;
    private final JChannel second;

    RepeatedVerificationIT() throws Exception {
        first = channel(wall, verification, verdicts);
        second = channel(new RepeatedVerification(member -> List.of()));
    }

    @AfterEach
    void close() throws Exception {
        port.close();
        first.close();
        second.close();
    }

    @Test
    void aSuspectWhoseFirstAnswerIsLostIsAskedAgain() throws Exception {
        verification.setTimeout(TIMEOUT.toMillis());
        suspectBehindTheWall();
        await().until(() -> wall.stopped.get() >= 2);
        assertThat(verdicts.events).isEmpty();
        wall.closed = false;

        await().atMost(TIMEOUT.multipliedBy(2)).until(() -> !verdicts.events.isEmpty());
        assertThat(verdicts.events).containsExactly(Event.UNSUSPECT);
    }

    @Test
    void aSuspectThatDoesNotAnswerIsReportedWhenItsTimeIsOverWhileItsHostRefusesNoConnection() throws Exception {
        verification.setTimeout(TIMEOUT.toMillis());
        long start = System.nanoTime();
        suspectBehindTheWall();

        await().until(() -> !verdicts.events.isEmpty());
        assertThat(verdicts.events.getFirst()).isEqualTo(Event.SUSPECT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(TIMEOUT.minusMillis(100));
    }

    @Test
    void aSuspectWhoseHostRefusesConnectionsIsReportedAfterHalfTheTime() throws Exception {
        verification.setTimeout(TIMEOUT.toMillis());
        port.close();
        suspectBehindTheWall();
        long start = System.nanoTime();
        await().until(() -> wall.stopped.get() >= 3);
        verification.up(new Event(Event.SUSPECT, List.of(second.getAddress()))); // As it is reported again and again.

        await().until(() -> !verdicts.events.isEmpty());
        assertThat(verdicts.events).containsExactly(Event.SUSPECT);
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(TIMEOUT.dividedBy(2).minusMillis(100), TIMEOUT.minusMillis(100));
        assertThat(wall.stopped.get()).isGreaterThanOrEqualTo(4);
    }

    /** Two members are in one view. Then the first one's datagrams are dropped, and it suspects the second. */
    private void suspectBehindTheWall() throws Exception {
        first.connect("repeated-verification");
        second.connect("repeated-verification");
        await().until(() -> first.getView().size() == 2);
        wall.closed = true;
        verification.up(new Event(Event.SUSPECT, List.of(second.getAddress())));
    }

    /** Lets nothing out while it is closed. */
    private static final class Wall extends Protocol {
        private final AtomicInteger stopped = new AtomicInteger();
        private volatile boolean closed;

        @Override
        public @Nullable Object down(Message message) {
            if (closed) {
                stopped.incrementAndGet();
                return null;
            }
            return super.down(message);
        }
    }

    /** Keeps what the verification says of a member from the rest of the stack. */
    private static final class Verdicts extends Protocol {
        private final List<Integer> events = new CopyOnWriteArrayList<>();

        @Override
        public @Nullable Object up(Event event) {
            if (event.getType() == Event.SUSPECT || event.getType() == Event.UNSUSPECT) {
                events.add(event.getType());
                return null;
            }
            return super.up(event);
        }
    }

    private static JChannel channel(Protocol... between) throws Exception {
        var udp = new GroupUdp("repeated-verification", null, new Refusals(ReplicaObserver.none()));
        udp.setMulticastAddress(InetAddress.getByName("239.255.66.8"));
        udp.setMulticastPort(46_068);
        udp.setMulticastTTL(0);
        udp.setBindAddress(InetAddress.getLoopbackAddress());
        List<Protocol> stack = new ArrayList<>(List.of(udp));
        stack.add(new PING());
        stack.addAll(List.of(between));
        stack.addAll(List.of(new NAKACK2(), new UNICAST3(), new GMS().printLocalAddress(false)));
        return new JChannel(stack);
    }
}
