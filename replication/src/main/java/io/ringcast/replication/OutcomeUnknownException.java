package io.ringcast.replication;

import io.ringcast.foundation.RequestId;

/**
 * A change was handed to the group, and this server does not know its outcome: it may have been made, and may still be
 * made. The audit trail tells, by the request's id, once the group serves again.
 */
public final class OutcomeUnknownException extends RuntimeException {
    private final RequestId request;
    private final String reason;

    /**
     * @param request the id of the change
     * @param reason why there is no outcome: a sentence
     */
    public OutcomeUnknownException(RequestId request, String reason) {
        super(request + ": " + reason);
        this.request = request;
        this.reason = reason;
    }

    /** The id by which the audit trail knows the change, if it was made. */
    public RequestId request() {
        return request;
    }

    /** Why there is no outcome: a sentence. */
    public String reason() {
        return reason;
    }
}
