package io.ringcast.reservation.server.app;

/** A property has a value that cannot work. The message says which values can. */
public class WrongPropertyException extends RuntimeException {
    WrongPropertyException(String message) {
        super(message);
    }
}
