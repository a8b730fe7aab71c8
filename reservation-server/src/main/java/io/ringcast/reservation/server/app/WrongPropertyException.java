package io.ringcast.reservation.server.app;

/** A property has a value that cannot work. The message is a sentence that says what would. */
public class WrongPropertyException extends RuntimeException {
    WrongPropertyException(String message) {
        super(message);
    }
}
