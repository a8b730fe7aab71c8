package io.ringcast.replication.group;

import io.ringcast.replication.core.Replica;

/**
 * Membership and reliable messages among the replicas: what {@link Replica} asks of the network.
 *
 * <p>Sending may wait while a receiver is slow, and must not be done from a {@link Listener}'s callback.
 */
public interface Group extends AutoCloseable {
    /** Told in the group layer's threads; returns at once and sends nothing. */
    interface Listener {
        void viewInstalled(GroupView view);

        void delivered(MemberId from, byte[] message);

        /** This server must not be in one group with another: it has to leave for good. */
        default void refused(GroupRefusedException refusal) {}
    }

    /** Joins; the first view is told before this returns or soon after. */
    MemberId join(Listener listener);

    /** Has a {@link #join} that is under way return soon, whether or not it was answered. From any thread, never blocks. */
    void abandonJoin();

    /** To one other member. If it has left the view, the message is lost. */
    void send(MemberId to, byte[] message);

    /** To all other members of the view. */
    void broadcast(byte[] message);

    /** Leaves. */
    @Override
    void close();
}
