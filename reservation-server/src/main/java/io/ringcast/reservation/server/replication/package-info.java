/**
 * One replica of a state machine: order, membership changes, reconciliation, exactly-once outcomes.
 *
 * <p>{@link io.ringcast.reservation.server.replication.Replica} is the protocol: events in, effects out, no thread, no
 * clock, no I/O. {@link io.ringcast.reservation.server.replication.ReplicaRunner} is the one thread around it, and
 * {@link io.ringcast.reservation.server.replication.JGroupsGroup} the network under it. Nothing here knows rooms or
 * reservations: the application comes in through
 * {@link io.ringcast.reservation.server.replication.StateMachine}.
 */
@NullMarked
package io.ringcast.reservation.server.replication;

import org.jspecify.annotations.NullMarked;
