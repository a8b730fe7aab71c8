/**
 * The reservation protocol: its messages as records, and the codec that turns them into datagrams.
 *
 * <p>Documented, datagram by datagram, in {@code docs/protocol/reservation.md}.
 */
@NullMarked
package io.ringcast.protocol.reservation;

import org.jspecify.annotations.NullMarked;
