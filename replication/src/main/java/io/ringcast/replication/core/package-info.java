/**
 * The replication protocol of one replica as a function: events in, effects out. No thread, no clock, no I/O, no randomness.
 *
 * <p>{@link io.ringcast.replication.core.Replica} is driven by {@code runtime}, and by the simulation of the tests.
 */
@NullMarked
package io.ringcast.replication.core;

import org.jspecify.annotations.NullMarked;
