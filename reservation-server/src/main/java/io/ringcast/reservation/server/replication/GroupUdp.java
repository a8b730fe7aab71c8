package io.ringcast.reservation.server.replication;

import org.jgroups.Address;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UDP;

/**
 * JGroups's transport, which also reaches a member whose IP address and port it has not learned yet: by multicast, where
 * everybody else ignores the message. The original drops it and asks for the address.
 *
 * <p>It matters when packets are lost: a server that has just joined may know nobody's address for seconds. Could it not
 * ask those whom it suspects whether they live, it would take itself for the only one left.
 */
final class GroupUdp extends UDP {
    GroupUdp() {
        setId(ClassConfigurator.getProtocolId(UDP.class));
    }

    @Override
    protected void sendTo(Address to, byte[] bytes, int offset, int length) throws Exception {
        if (to instanceof PhysicalAddress || getPhysicalAddressFromCache(to) != null) {
            super.sendTo(to, bytes, offset, length);
        } else {
            sendToAll(bytes, offset, length);
        }
    }
}
