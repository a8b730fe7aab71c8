package io.ringcast.reservation.server.web.table;

/** A text is no table of reservations. The message is a sentence that says what would have been right. */
public final class WrongTableException extends Exception {
    WrongTableException(String message) {
        super(message);
    }
}
