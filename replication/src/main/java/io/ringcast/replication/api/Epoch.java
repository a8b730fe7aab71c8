package io.ringcast.replication.api;

/**
 * The reign of one leader over one view. Requests are ordered in an epoch, by its leader only, so within an
 * epoch the log of every member is a prefix of the leader's. (The term of Raft, the ballot of Paxos, the view of
 * Viewstamped Replication.)
 *
 * @param counter one more than the highest that any member of the view knew; 0 only in {@link #NONE}
 * @param leader the id of the member that orders; tells apart two sides of a partition that count alike
 */
public record Epoch(long counter, String leader) implements Comparable<Epoch> {
    /** Before any epoch: what a server with nothing stored announces. */
    public static final Epoch NONE = new Epoch(0, "");

    @Override
    public int compareTo(Epoch other) {
        int byCounter = Long.compare(counter, other.counter);
        return byCounter != 0 ? byCounter : leader.compareTo(other.leader);
    }
}
