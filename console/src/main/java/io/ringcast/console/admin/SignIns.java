package io.ringcast.console.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.springframework.security.core.Authentication;

/**
 * Who has signed in with a page. A page keeps a token in place of the password, and sends it with each request; it is no cookie,
 * so that no other page can have it sent. Tokens are kept in memory, and as hashes only: they end with the process, after
 * {@link #LIFETIME}, or when the user signs out. Thread-safe.
 */
final class SignIns {
    static final Duration LIFETIME = Duration.ofHours(12);

    /** The oldest one ends when there are more. */
    static final int SIGN_INS_MAX = 1_000;

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;
    /** By the hash of the token, the oldest first. */
    private final Map<String, SignIn> byHash = new LinkedHashMap<>();

    private record SignIn(Authentication user, long sinceNanos) {}

    SignIns() {
        this(System::nanoTime);
    }

    SignIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A new token for a user whose password was right. */
    synchronized String begin(Authentication user) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = nanoTime.getAsLong();
        byHash.values().removeIf(signIn -> isOver(signIn, now));
        if (byHash.size() >= SIGN_INS_MAX) {
            byHash.remove(byHash.keySet().iterator().next());
        }
        byHash.put(hash(token), new SignIn(user, now));
        return token;
    }

    /** Whose token it is; empty if it is nobody's, or nobody's any more. */
    synchronized Optional<Authentication> userOf(String token) {
        return Optional.ofNullable(byHash.get(hash(token)))
                .filter(signIn -> !isOver(signIn, nanoTime.getAsLong()))
                .map(SignIn::user);
    }

    synchronized void end(String token) {
        byHash.remove(hash(token));
    }

    private static boolean isOver(SignIn signIn, long now) {
        return now - signIn.sinceNanos() >= LIFETIME.toNanos();
    }

    private static String hash(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
