package io.ringcast.reservation.server.app;

/** This server's data files cannot be used as they are now. The message says which, why, and what would be right. */
public final class UnusableCatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableCatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}
