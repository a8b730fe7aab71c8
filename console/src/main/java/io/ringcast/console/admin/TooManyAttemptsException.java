package io.ringcast.console.admin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords came from this address; this one was not checked. */
final class TooManyAttemptsException extends AuthenticationException {
    private final long retryAfterSeconds;

    TooManyAttemptsException(Duration retryAfter) {
        super("too many wrong passwords");
        this.retryAfterSeconds = retryAfter.plusSeconds(1).toSeconds();
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
