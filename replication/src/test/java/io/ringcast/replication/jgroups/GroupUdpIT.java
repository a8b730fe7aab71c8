package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.api.ReplicaObserver;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.PING;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.UnicastHeader3;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.util.UUID;
import org.junit.jupiter.api.Test;

class GroupUdpIT {
    @Test
    void aMemberWhoseAddressIsNotKnownIsReachedAtOnceAndNobodyElseIs() throws Exception {
        try (JChannel first = channel();
                JChannel second = channel();
                JChannel third = channel()) {
            List<String> atSecond = receiving(second);
            List<String> atThird = receiving(third);
            for (JChannel channel : List.of(first, second, third)) {
                channel.connect("group-udp");
            }
            await().until(() -> first.getView().size() == 3);
            GroupUdp transport = first.getProtocolStack().findProtocol(GroupUdp.class);

            Address to = second.getAddress();
            transport.evictLogicalAddressCache(true);
            transport.clearLogicalAddressCache();
            assertThat((Object) transport.getPhysicalAddressFromCache(to)).isNull();
            // Nothing repeats it: it arrives with the first attempt or not at all.
            first.send(new BytesMessage(to, "hello".getBytes(StandardCharsets.US_ASCII))
                    .putHeader(
                            ClassConfigurator.getProtocolId(UNICAST3.class),
                            UnicastHeader3.createDataHeader(1, (short) 0, true)) // Without a header it is refused.
                    .setFlag(Message.Flag.NO_RELIABILITY));

            await().until(() -> atSecond.contains("hello"));
            assertThat(atThird).isEmpty();
        }
    }

    @Test
    void whoNeedsAnAddressThatIsNotKnownWaitsWhileItIsAskedFor() throws Exception {
        try (JChannel first = channel();
                JChannel second = channel()) {
            first.connect("group-udp");
            second.connect("group-udp");
            await().until(() -> first.getView().size() == 2);
            GroupUdp transport = first.getProtocolStack().findProtocol(GroupUdp.class);

            transport.evictLogicalAddressCache(true);
            transport.clearLogicalAddressCache();

            assertThat(transport.down(new Event(Event.GET_PHYSICAL_ADDRESS, second.getAddress())))
                    .isNotNull();
            assertThat(transport.down(new Event(Event.GET_PHYSICAL_ADDRESS, UUID.randomUUID())))
                    .isNull();
        }
    }

    private static List<String> receiving(JChannel channel) {
        List<String> messages = new CopyOnWriteArrayList<>();
        channel.setReceiver(new Receiver() {
            @Override
            public void receive(Message message) {
                messages.add(new String(
                        message.getArray(), message.getOffset(), message.getLength(), StandardCharsets.US_ASCII));
            }
        });
        return messages;
    }

    private static JChannel channel() throws Exception {
        var udp = new GroupUdp("group-udp", null, new Refusals(ReplicaObserver.none()));
        udp.setMulticastAddress(InetAddress.getByName("239.255.66.6"));
        udp.setMulticastPort(46_066);
        udp.setMulticastTTL(0);
        udp.setBindAddress(InetAddress.getLoopbackAddress());
        return new JChannel(
                List.of(udp, new PING(), new NAKACK2(), new UNICAST3(), new GMS().printLocalAddress(false)));
    }
}
