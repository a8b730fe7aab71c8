/**
 * A replicated state machine: any number of servers that apply the same commands in the same order, answer each request once,
 * and lose nothing when one of them does.
 *
 * <p>A service implements {@link io.ringcast.replication.api.StateMachine} and runs a {@link
 * io.ringcast.replication.ReplicatedStateMachine} of it. It sees this package and {@link io.ringcast.replication.api}, and
 * nothing below them:
 *
 * <ul>
 *   <li>{@code core}: the protocol as a function, events in, effects out; no thread, no clock, no I/O. {@code merge} is what
 *       only partitions need of it.
 *   <li>{@code log}: log entries, hash chain, epochs, sessions, snapshots. {@code wire}: the messages between replicas.
 *   <li>{@code runtime}: the thread that drives the core.
 *   <li>{@code group} and {@code jgroups}: membership and reliable messages. {@code sqlite}: the disk.
 * </ul>
 */
@NullMarked
package io.ringcast.replication;

import org.jspecify.annotations.NullMarked;
