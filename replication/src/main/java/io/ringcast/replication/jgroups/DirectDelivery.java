package io.ringcast.replication.jgroups;

import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.util.PassRegularMessagesUpDirectly;

/**
 * Passes a message up in the thread that received it. A message about the membership is passed up in a thread of the
 * pool instead: to install a view includes connecting to the neighbour that is watched from then on ({@link
 * org.jgroups.protocols.FD_SOCK2}), and nothing else would be received in the meantime.
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
