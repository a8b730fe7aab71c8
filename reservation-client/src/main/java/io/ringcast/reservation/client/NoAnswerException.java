package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;

/**
 * No server answered within the limits. Whether a change was made is not known: a server may have received it and its
 * answers may have been lost.
 */
public final class NoAnswerException extends RuntimeException {
    private final RequestId request;

    NoAnswerException(RequestId request, String message) {
        super(message);
        this.request = request;
    }

    /** The command's id: the servers' audit trail knows a change by it, if it was made. */
    public RequestId request() {
        return request;
    }
}
