package io.ringcast.replication.jgroups;

import io.ringcast.foundation.FreshnessGuard;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.InstantSource;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts and authenticates messages among members that share a key (AES-256-GCM, NIST SP 800-38D). Each message is
 * accepted once, and only while it is fresh ({@link FreshnessGuard}). Safe for use by many threads.
 *
 * <p>The bytes: 8 of a random name that the sender chooses, 4 of a number that it uses once under that name (together
 * they are the nonce); then, encrypted, 8 of the sender's clock in milliseconds since 1970, and the message; then the
 * tag of 16.
 */
final class Seal {
    private static final int NONCE_BYTES = Long.BYTES + Integer.BYTES;
    private static final int TAG_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;
    private final InstantSource clock;
    private final FreshnessGuard<Long> guard;
    private long name = RANDOM.nextLong();
    private int number;

    /** The result of opening bytes that arrived. */
    sealed interface Opened {
        /** They are a member's message. */
        record Content(ByteBuffer message) implements Opened {}

        /** The bytes are to be ignored. */
        record Refused(Reason reason) implements Opened {}
    }

    /** Why bytes are ignored. */
    enum Reason {
        /** Not sealed, sealed with another key, or changed on the way. */
        WRONG_KEY,
        /** Sealed too long ago, or the clocks differ. */
        STALE,
        /** Received before. */
        REPLAYED,
        /** From one of too many senders at a time. */
        TOO_MANY_SENDERS
    }

    Seal(SecretKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
        this.guard = new FreshnessGuard<>(clock);
    }

    byte[] seal(ByteBuffer message) {
        byte[] nonce = nextNonce();
        ByteBuffer sealed = ByteBuffer.allocate(NONCE_BYTES + Long.BYTES + message.remaining() + TAG_BYTES);
        sealed.put(nonce);
        ByteBuffer plain = ByteBuffer.allocate(Long.BYTES + message.remaining());
        plain.putLong(clock.millis()).put(message).flip();
        try {
            cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain, sealed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
        return sealed.array();
    }

    Opened open(ByteBuffer sealed) {
        if (sealed.remaining() < NONCE_BYTES + Long.BYTES + TAG_BYTES) {
            return new Opened.Refused(Reason.WRONG_KEY);
        }
        byte[] nonce = new byte[NONCE_BYTES];
        sealed.get(nonce);
        ByteBuffer plain = ByteBuffer.allocate(sealed.remaining() - TAG_BYTES);
        try {
            cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed, plain);
        } catch (AEADBadTagException e) {
            return new Opened.Refused(Reason.WRONG_KEY);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("opening failed", e);
        }
        plain.flip();
        ByteBuffer used = ByteBuffer.wrap(nonce);
        Reason reason = refusal(used.getLong(), Integer.toUnsignedLong(used.getInt()), plain.getLong());
        return reason == null ? new Opened.Content(plain.slice()) : new Opened.Refused(reason);
    }

    private synchronized @Nullable Reason refusal(long sender, long used, long millis) {
        return switch (guard.check(sender, used, millis)) {
            case ACCEPTED -> null;
            case STALE -> Reason.STALE;
            case REPLAYED -> Reason.REPLAYED;
            case TOO_MANY_SENDERS -> Reason.TOO_MANY_SENDERS;
        };
    }

    /** A pair of name and number is never used twice; when the numbers are used up, the name is a new one. */
    private synchronized byte[] nextNonce() {
        number++;
        if (number == 0) {
            name = RANDOM.nextLong();
            number = 1;
        }
        return ByteBuffer.allocate(NONCE_BYTES).putLong(name).putInt(number).array();
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce));
        return cipher;
    }
}
