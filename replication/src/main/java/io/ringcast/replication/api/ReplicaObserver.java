package io.ringcast.replication.api;

/** Told what a replica does, for metrics and logs. Called by the replica's thread, or by one that receives; returns at once. */
public interface ReplicaObserver<S> {
    /** A batch of changes was stored. */
    default void stored(int changes, long nanos) {}

    /**
     * A request that arrived here has its place, is stored, and may be answered.
     *
     * @param nanos since it arrived for the first time
     */
    default void ordered(long nanos) {}

    /** A new view was installed. */
    default void viewInstalled(int members) {}

    /** A state was adopted from another member. */
    default void snapshotInstalled(long index) {}

    /** A message of another member, or a request, was dropped. */
    default void dropped(String reason) {}

    /** The replica failed and starts again. */
    default void failed(RuntimeException failure) {}

    /** A thread of the replica stands still, and the server leaves its group. Called by the one that watches it. */
    default void stalled() {}

    /** The replica has done a batch of what it was asked; this is how it stands. */
    default void reported(ReplicaReport<S> report) {}

    /** Observes nothing. */
    static <S> ReplicaObserver<S> none() {
        return new ReplicaObserver<>() {};
    }
}
