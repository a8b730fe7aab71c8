package io.ringcast.protocol.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The keys that all processes derive from the same {@code ringcast.secret}, one for each purpose. */
public final class SharedSecret {
    private static final String DATAGRAMS = "ringcast datagrams v1";
    private static final String REPLICAS = "ringcast replicas v1";
    private static final int ITERATIONS = 210_000;
    private static final int KEY_BITS = 256;

    private SharedSecret() {}

    /** The HMAC key that signs datagrams between clients, servers, manager and peers. */
    public static byte[] signingKey(String secret) {
        return derive(secret, DATAGRAMS);
    }

    /** The AES key that seals messages among replicas. */
    public static SecretKey sealingKey(String secret) {
        return new SecretKeySpec(derive(secret, REPLICAS), "AES");
    }

    /**
     * PBKDF2 (RFC 8018) with HMAC-SHA-256: deliberately slow, once at start, which makes guessing the secret from a
     * captured datagram expensive.
     */
    private static byte[] derive(String secret, String purpose) {
        byte[] salt = purpose.getBytes(StandardCharsets.UTF_8);
        var spec = new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, KEY_BITS);
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
