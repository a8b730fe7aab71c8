package io.ringcast.replication.jgroups;

import io.ringcast.replication.jgroups.Refusals.Reason;
import java.util.function.Predicate;
import org.jgroups.Address;
import org.jgroups.Message;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.util.Table;

/**
 * A table of received messages by their numbers, which refuses a number too far ahead. The original makes room for all
 * numbers in between: one datagram with a high number would allocate gigabytes.
 */
final class MessageWindow extends Table<Message> {
    /** More messages than flow control lets a sender have under way, whatever their length. */
    static final int AHEAD_MAX = 1 << 18;

    private final Refusals refusals;

    private MessageWindow(
            int rows,
            int messagesInRow,
            long firstNumber,
            double resizeFactor,
            long compactionMillis,
            Refusals refusals) {
        super(rows, messagesInRow, firstNumber, resizeFactor, compactionMillis);
        this.refusals = refusals;
    }

    @Override
    protected boolean _add(long number, Message message, boolean resizes, Predicate<Message> removed) {
        if (number - getHighestDelivered() > AHEAD_MAX) {
            refusals.refuse(Reason.OUT_OF_WINDOW, message.getSrc(), "it is numbered too far ahead");
            return false;
        }
        return super._add(number, message, resizes, removed);
    }

    /** Of messages to one member. */
    static final class OfUnicasts extends UNICAST3 {
        /** Of senders whose first message has not come yet. */
        private static final int CACHED_MAX = 1_024;

        private final Refusals refusals;

        OfUnicasts(Refusals refusals) {
            this.refusals = refusals;
            setId(ClassConfigurator.getProtocolId(UNICAST3.class));
        }

        @Override
        protected Table<Message> createTable(long number) {
            return new MessageWindow(
                    xmit_table_num_rows,
                    xmit_table_msgs_per_row,
                    number - 1,
                    xmit_table_resize_factor,
                    xmit_table_max_compaction_time,
                    refusals);
        }

        @Override
        protected void handleDataReceived(
                Address sender, long number, short connection, boolean first, Message message) {
            if (!first && !recv_table.containsKey(sender) && msg_cache.size() >= CACHED_MAX) {
                refusals.refuse(Reason.OUT_OF_WINDOW, sender, "its sender's first message has not come");
            } else {
                super.handleDataReceived(sender, number, connection, first, message);
            }
        }
    }

    /** Of messages to all members. */
    static final class OfMulticasts extends NAKACK2 {
        private final Refusals refusals;

        OfMulticasts(Refusals refusals) {
            this.refusals = refusals;
            setId(ClassConfigurator.getProtocolId(NAKACK2.class));
        }

        @Override
        protected Table<Message> createTable(long number) {
            return new MessageWindow(
                    xmit_table_num_rows,
                    xmit_table_msgs_per_row,
                    number,
                    xmit_table_resize_factor,
                    xmit_table_max_compaction_time,
                    refusals);
        }
    }
}
