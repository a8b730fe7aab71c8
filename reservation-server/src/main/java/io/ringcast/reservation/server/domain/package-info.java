/**
 * The rules of the reservation service: catalog, reservations, commands, outcomes and what follows from what.
 *
 * <p>Everything here is immutable and every function pure: no clock, no randomness, no I/O, no Spring. Times and ids come
 * in with the command. May import the JDK, JSpecify, the persistent collections of {@code org.pcollections}, and from
 * replication the records that a state machine is called with and returns.
 */
@NullMarked
package io.ringcast.reservation.server.domain;

import org.jspecify.annotations.NullMarked;
