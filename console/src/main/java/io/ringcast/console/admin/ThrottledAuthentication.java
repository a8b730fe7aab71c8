package io.ringcast.console.admin;

import io.ringcast.protocol.guard.Budgets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Slows down the guessing of passwords. Each source address has a budget of wrong passwords; when it is used up, no password
 * from that address is checked until the budget grows again. A right password costs nothing, and other addresses are not
 * affected. Few passwords are hashed at a time, so that guessing occupies few processors.
 */
final class ThrottledAuthentication implements AuthenticationManager {
    /** So many wrong passwords may come at once. */
    static final int BURST = 20;

    /** After that, one is looked at each time this has passed. */
    private static final Duration EACH = Duration.ofSeconds(5);

    private static final int ADDRESSES_MAX = 4_096;
    private static final int CHECKS_AT_A_TIME_MAX = 2;
    private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Logger log = LoggerFactory.getLogger(ThrottledAuthentication.class);

    private final AuthenticationManager passwords;
    private final Budgets<String> wrongPasswords = new Budgets<>(BURST, EACH, ADDRESSES_MAX);
    private final Semaphore checks = new Semaphore(CHECKS_AT_A_TIME_MAX, true);
    private final AtomicLong loggedAtNanos = new AtomicLong(System.nanoTime() - LOG_NANOS);

    ThrottledAuthentication(AuthenticationManager passwords) {
        this.passwords = passwords;
    }

    @Override
    public Authentication authenticate(Authentication credentials) throws AuthenticationException {
        String address = credentials.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
        checks.acquireUninterruptibly();
        try {
            // Taken before the password is known to be right: otherwise many at a time would all be looked at.
            if (!wrongPasswords.take(address, 1)) {
                tell(address);
                throw new TooManyAttemptsException(wrongPasswords.untilNext(address));
            }
            Authentication user = passwords.authenticate(credentials);
            wrongPasswords.giveBack(address, 1);
            return user;
        } finally {
            checks.release();
        }
    }

    private void tell(String address) {
        long before = loggedAtNanos.get();
        long now = System.nanoTime();
        if (now - before >= LOG_NANOS && loggedAtNanos.compareAndSet(before, now)) {
            log.warn("Too many wrong passwords came from {}. This is logged at most once a minute.", address);
        }
    }
}
