package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;

/**
 * A command, multicast by a client to all servers. A repeated request differs from the first only in its attempt number.
 *
 * @param attempt 1 for the first datagram of this id, 2 for its first repetition, up to {@value #ATTEMPT_MAX}
 */
public record ReservationRequest(RequestId id, int attempt, ReservationCommand command) implements ReservationMessage {
    /** Largest attempt number. */
    public static final int ATTEMPT_MAX = 99;

    /** Refuses an attempt out of range. */
    public ReservationRequest {
        if (attempt < 1 || attempt > ATTEMPT_MAX) {
            throw new IllegalArgumentException("an attempt number is 1 to " + ATTEMPT_MAX);
        }
    }
}
