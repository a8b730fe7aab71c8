package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.group.GroupSettings;
import io.ringcast.replication.group.MemberAttributes;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.protocols.DISCARD;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.Protocol;
import org.junit.jupiter.api.Test;

/** A message that nothing follows, so that the receiver sees no gap: the last order before a pause, or a view. */
class LastMessageIT {
    /** The message, and some of what tells that there was one. */
    private static final int LOST = 10;

    @Test
    void arrivesSoonThoughItAndWhatFirstTellsOfItIsLost() throws Exception {
        var discard = new DISCARD();
        List<Protocol> lossy = stack();
        lossy.add(1, discard);
        List<String> received = new CopyOnWriteArrayList<>();
        try (var sender = new JChannel(lossy);
                var receiver = new JChannel(stack())) {
            receiver.setReceiver(new Receiver() {
                @Override
                public void receive(Message message) {
                    received.add(new String(
                            message.getArray(), message.getOffset(), message.getLength(), StandardCharsets.US_ASCII));
                }
            });
            sender.connect("ringcast");
            receiver.connect("ringcast");
            await().until(() -> sender.getView().size() == 2);

            discard.dropDownMulticasts(LOST);
            sender.send(new BytesMessage(null, "last".getBytes(StandardCharsets.US_ASCII)));

            await().atMost(Duration.ofSeconds(5)).until(() -> received.contains("last"));
            assertThat(discard.dropDownMulticasts()).isZero();
        }
    }

    /** As in a server, but without what gossips now and then about the last messages: it might hide a loss by chance. */
    private static List<Protocol> stack() throws Exception {
        List<Protocol> stack = JGroupsGroup.stack(
                new GroupSettings(
                        new GroupAddress(
                                InetAddress.getByName("239.255.66.7"),
                                46_067,
                                InetAddress.getLoopbackAddress(),
                                0,
                                null),
                        "last-message",
                        MemberAttributes.NONE,
                        MembershipOptions.of("reservation"),
                        Duration.ofMinutes(1)),
                ReplicaObserver.none());
        stack.removeIf(STABLE.class::isInstance);
        return stack;
    }
}
