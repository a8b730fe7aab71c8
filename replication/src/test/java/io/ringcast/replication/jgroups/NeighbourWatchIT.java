package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.MemberAttributes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jgroups.JChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two members that watch each other over loopback. */
class NeighbourWatchIT {
    private final JChannel first;
    private final JChannel second;

    NeighbourWatchIT() throws Exception {
        first = channel("a");
        second = channel("b");
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    @Test
    void theHostOfAMemberThatHasEndedRefusesConnectionsToAllItsPorts() throws Exception {
        first.connect("ringcast");
        second.connect("ringcast");
        await().until(() -> watch(first).getClientState().equals("CONNECTED"));
        List<InetSocketAddress> ports = watch(first).ports(second.getAddress());
        assertThat(ports)
                .contains(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(), watch(second).getActualBindPort()));

        try (var probe = new HostProbe(ports)) {
            probe.askAgain();
            probe.askAgain();
            assertThat(probe.isRefused()).isFalse();
        }
        watch(second).stop();
        try (var probe = new HostProbe(ports)) {
            await().until(() -> {
                probe.askAgain();
                return probe.isRefused();
            });
        }
    }

    private static NeighbourWatch watch(JChannel channel) {
        return channel.getProtocolStack().findProtocol(NeighbourWatch.class);
    }

    private static JChannel channel(String name) throws Exception {
        var settings = new GroupSettings(
                new GroupAddress(
                        InetAddress.getByName("239.255.66.11"), 46_079, InetAddress.getLoopbackAddress(), 0, null),
                name,
                new MemberAttributes(1, 1, 3),
                MembershipOptions.of("reservation"),
                Duration.ofSeconds(2));
        return new JChannel(JGroupsGroup.stack(settings, ReplicaObserver.none())).name(name);
    }
}
