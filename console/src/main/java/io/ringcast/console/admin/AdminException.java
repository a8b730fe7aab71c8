package io.ringcast.console.admin;

/** The HTTP side would not be safe as configured. The message says what would have been right. */
public class AdminException extends RuntimeException {
    AdminException(String message) {
        super(message);
    }
}
