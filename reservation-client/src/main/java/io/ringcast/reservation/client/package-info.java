/**
 * The reservation client: a library ({@link io.ringcast.reservation.client.ReservationGroup}, {@link
 * io.ringcast.reservation.client.ReservationClient}) and the program around it.
 *
 * <p>Knows the group's address and port and nothing else of the servers.
 */
@NullMarked
package io.ringcast.reservation.client;

import org.jspecify.annotations.NullMarked;
