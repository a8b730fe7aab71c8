package io.ringcast.reservation.server.domain;

/**
 * A slot that is taken.
 *
 * @param holder who has it
 * @param requestId the request that made it; no two reservations have the same
 * @param timeMillis when it was made, as the request tells it: milliseconds since 1970-01-01 UTC; 0 when it was there
 *     from the start
 */
public record Reservation(Slot slot, String holder, String requestId, long timeMillis) {}
