package io.ringcast.replication.api;

/** Observes a replica, for metrics and logs. Called by the replica's thread or a receiving thread; must return at once. */
public interface ReplicaObserver<S> {
    /** A batch of changes was stored. */
    default void stored(int changes, long nanos) {}

    /**
     * A request that arrived here is ordered and stored, and may be answered.
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

    /** A thread of the replica is stuck, and the server leaves its group. Called by the watchdog. */
    default void stalled() {}

    /** The state of the replica after a batch of events. */
    default void reported(ReplicaReport<S> report) {}

    /** Observes nothing. */
    static <S> ReplicaObserver<S> none() {
        return new ReplicaObserver<>() {};
    }
}
