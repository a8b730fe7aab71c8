package io.ringcast.reservation.server.replication;

/** Told what a replica does, for metrics. Called by the replica's thread, or by one that receives; returns at once. */
public interface ReplicaObserver {
    /** A batch of changes was stored. */
    default void stored(int changes, long nanos) {}

    /** A new view was installed. */
    default void viewInstalled(int members) {}

    /** A state was adopted from another member. */
    default void adopted(long index) {}

    /** A message of another member, or a request, was dropped. */
    default void dropped(String reason) {}

    /** The replica failed and starts again. */
    default void failed(RuntimeException failure) {}

    /** Observes nothing. */
    ReplicaObserver NONE = new ReplicaObserver() {};
}
