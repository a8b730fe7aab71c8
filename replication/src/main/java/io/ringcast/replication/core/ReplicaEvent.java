package io.ringcast.replication.core;

import io.ringcast.replication.api.Request;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage;

/** What happens to a replica, in the order in which it happens. */
public sealed interface ReplicaEvent<C> {
    /** The group layer installed a new view. */
    record ViewInstalled<C>(GroupView view) implements ReplicaEvent<C> {}

    /** Another member's message arrived. */
    record Delivered<C>(MemberId from, ReplicaMessage message) implements ReplicaEvent<C> {}

    /**
     * A client's request arrived.
     *
     * @param nanos when, as {@link System#nanoTime} tells
     */
    record Requested<C>(Request<C> request, long nanos) implements ReplicaEvent<C> {}
}
