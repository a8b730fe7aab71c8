package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberAttributes;
import io.ringcast.replication.group.MemberId;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class DirectDeliveryIT {
    private record Delivery(String what, String thread) {
        boolean isBy(String receiver) {
            return thread.contains(receiver);
        }
    }

    /** Which thread brings what. */
    private static final class Threads implements Group.Listener {
        final List<Delivery> deliveries = new CopyOnWriteArrayList<>();

        @Override
        public void viewInstalled(GroupView view) {
            deliveries.add(new Delivery(
                    "view of " + view.members().size(), Thread.currentThread().getName()));
        }

        @Override
        public void delivered(MemberId from, byte[] message) {
            deliveries.add(new Delivery("message", Thread.currentThread().getName()));
        }

        boolean anyMessageBy(String receiver) {
            return of("message").stream().anyMatch(message -> message.isBy(receiver));
        }

        List<Delivery> of(String what) {
            return deliveries.stream().filter(d -> d.what().equals(what)).toList();
        }
    }

    @Test
    void messagesComeInTheThreadThatReceivedThemAndViewsDoNotHoldItUp() throws Exception {
        var first = new Threads();
        var second = new Threads();
        try (Group a = group("a");
                Group b = group("b");
                Group c = group("c")) {
            a.join(first);
            MemberId toSecond = b.join(second);
            await().until(() -> !first.of("view of 2").isEmpty());
            c.join(new Threads());
            await().until(() -> !second.of("view of 3").isEmpty());

            // What arrives while a view is being installed may wait for that and come in its thread: so more than once.
            await().until(() -> {
                a.broadcast(new byte[] {1});
                a.send(toSecond, new byte[] {2});
                return second.anyMessageBy("mcast-receiver") && second.anyMessageBy("ucast-receiver");
            });
            assertThat(second.of("view of 3")).noneMatch(view -> view.isBy("-receiver"));
        }
    }

    private static Group group(String name) throws Exception {
        return new JGroupsGroup(
                new GroupSettings(
                        new GroupAddress(
                                InetAddress.getByName("239.255.66.8"),
                                46_071,
                                InetAddress.getLoopbackAddress(),
                                0,
                                null),
                        name,
                        MemberAttributes.NONE,
                        MembershipOptions.of("reservation"),
                        Duration.ofMinutes(1)),
                ReplicaObserver.none());
    }
}
