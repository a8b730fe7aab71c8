package io.ringcast.protocol.transport;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The HMAC key that all processes derive from the same {@code ringcast.secret}. */
final class SigningKey {
    private static final byte[] SALT = "ringcast datagrams v1".getBytes(StandardCharsets.UTF_8);
    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    private SigningKey() {}

    /** PBKDF2 (RFC 8018) with HMAC-SHA-256: slow on purpose, once at start, so that a captured datagram is a poor oracle. */
    static byte[] derive(String secret) {
        var spec = new PBEKeySpec(secret.toCharArray(), SALT, ITERATIONS, KEY_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
