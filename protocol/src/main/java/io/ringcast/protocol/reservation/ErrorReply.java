package io.ringcast.protocol.reservation;

import io.ringcast.foundation.RequestId;

/**
 * Tells the sender of a malformed unicast request, of which at least the id could be read, what was wrong. Never sent in
 * answer to a multicast.
 *
 * @param reason 1 to {@value #REASON_LENGTH_MAX} characters
 */
public record ErrorReply(RequestId id, String reason) implements ReservationMessage {
    /** Longest reason, in characters. */
    public static final int REASON_LENGTH_MAX = 200;

    /** Refuses an empty or a longer reason. */
    public ErrorReply {
        if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
            throw new IllegalArgumentException("a reason has 1 to " + REASON_LENGTH_MAX + " characters");
        }
    }
}
