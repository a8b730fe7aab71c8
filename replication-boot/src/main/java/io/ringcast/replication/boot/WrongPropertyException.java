package io.ringcast.replication.boot;

/** A property has a value that cannot work. The message says which values can. */
public final class WrongPropertyException extends RuntimeException {
    /** With that message. */
    public WrongPropertyException(String message) {
        super(message);
    }
}
