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
    void aMemberWhoseConnectionsEndHasClosedThemUntilTheNextView() throws Exception {
        first.connect("ringcast");
        second.connect("ringcast");
        await().until(() -> watch(first).getClientState().equals("CONNECTED")
                && watch(second).getClientState().equals("CONNECTED"));
        assertThat(watch(first).hasClosed(second.getAddress())).isFalse();

        watch(second).stop();
        await().until(() -> watch(first).hasClosed(second.getAddress()));

        try (JChannel third = channel("c")) {
            third.connect("ringcast");
            await().until(() -> first.getView().size() == 3);
            assertThat(watch(first).hasClosed(second.getAddress())).isFalse();
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
