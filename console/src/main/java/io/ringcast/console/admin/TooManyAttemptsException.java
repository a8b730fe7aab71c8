package io.ringcast.console.admin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords came from where this one comes from: it was not looked at. */
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
