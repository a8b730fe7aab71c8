package io.ringcast.replication.group;

/**
 * Membership and reliable messages among the replicas.
 *
 * <p>Sending may wait while a receiver is slow, and must not be done from a {@link Listener}'s callback.
 */
public interface Group extends AutoCloseable {
    /** Called by the group layer's threads; must return at once and must not send. */
    interface Listener {
        void viewInstalled(GroupView view);

        void delivered(MemberId from, byte[] message);

        /** This server must not be in one group with another one, and has to leave permanently. */
        default void refused(GroupRefusedException refusal) {}
    }

    /** Joins. The first view is delivered before this returns or soon after. */
    MemberId join(Listener listener);

    /** Makes a {@link #join} in progress return soon, whether or not it was answered. Any thread; never blocks. */
    void abandonJoin();

    /** To one other member. If it has left the view, the message is lost. */
    void send(MemberId to, byte[] message);

    /** To all other members of the view. */
    void broadcast(byte[] message);

    /** Leaves. */
    @Override
    void close();
}
