package io.ringcast.replication.jgroups;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.util.PassRegularMessagesUpDirectly;

/**
 * Has JGroups pass a message up in the thread that received it, but one about the membership in a thread of the pool:
 * whoever brings a view also connects to the neighbour that is watched from then on ({@link
 * org.jgroups.protocols.FD_SOCK2}), and for as long as that takes, nothing else would be received.
 */
final class DirectDelivery extends PassRegularMessagesUpDirectly {
    private static final short MEMBERSHIP = ClassConfigurator.getProtocolId(GMS.class);

    @Override
    public boolean loopback(Message message, boolean oob) {
        return super.loopback(message, oob || isAboutMembership(message));
    }

    @Override
    public boolean process(Message message, boolean oob) {
        return super.process(message, oob || isAboutMembership(message));
    }

    private static boolean isAboutMembership(Message message) {
        return message.getHeader(MEMBERSHIP) != null;
    }
}
