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
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Two members of a group over loopback. */
class MembersIT {
    private static final MemberAttributes ATTRIBUTES = new MemberAttributes(1, 1, 3);

    private static final class Views implements Group.Listener {
        final List<GroupView> installed = new CopyOnWriteArrayList<>();

        @Override
        public void viewInstalled(GroupView view) {
            installed.add(view);
        }

        @Override
        public void delivered(MemberId from, byte[] message) {}

        List<MemberId> members() {
            return installed.isEmpty() ? List.of() : installed.getLast().members();
        }
    }

    private static JGroupsGroup group(String name) throws UnknownHostException {
        var settings = new GroupSettings(
                new GroupAddress(
                        InetAddress.getByName("239.255.66.10"), 46_075, InetAddress.getLoopbackAddress(), 0, null),
                name,
                ATTRIBUTES,
                MembershipOptions.of("reservation"),
                Duration.ofSeconds(2));
        return new JGroupsGroup(settings, ReplicaObserver.none());
    }

    @Test
    void everyMemberKnowsTheNamesOfTheOthersAndWhatTheySayOfThemselves() throws UnknownHostException {
        try (JGroupsGroup first = group("a");
                JGroupsGroup second = group("b")) {
            var views = List.of(new Views(), new Views());
            first.join(views.getFirst());
            second.join(views.getLast());

            for (Views each : views) {
                await().untilAsserted(() ->
                        assertThat(each.members()).extracting(MemberId::name).containsExactly("a", "b"));
                assertThat(each.members()).extracting(MemberId::attributes).containsOnly(ATTRIBUTES);
            }
        }
    }
}
