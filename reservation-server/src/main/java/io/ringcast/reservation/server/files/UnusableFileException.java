package io.ringcast.reservation.server.files;

/** A data file cannot be used. The message is for the person who starts the server: which file, why, what would be right. */
public final class UnusableFileException extends RuntimeException {
    UnusableFileException(String message) {
        super(message);
    }
}
