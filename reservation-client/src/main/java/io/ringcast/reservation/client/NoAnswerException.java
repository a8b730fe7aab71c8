package io.ringcast.reservation.client;

/**
 * No server answered within the limits. Whether a change was made is not known: a server may have received it and its
 * answers may have been lost.
 */
public final class NoAnswerException extends RuntimeException {
    NoAnswerException(String message) {
        super(message);
    }
}
