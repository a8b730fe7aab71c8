package io.ringcast.replication.log;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash over the whole history of a state: the genesis, then every change with its outcome, in order. Two replicas with the same
 * index and the same hash have applied the same changes with the same outcomes.
 *
 * @param hash SHA-256; empty in {@link #NONE}
 */
public record HashChain(Encoded hash) {
    /** The value of a server that has nothing stored; no state has it. */
    public static final HashChain NONE = new HashChain(Encoded.of(new byte[0]));

    /**
     * Reads what {@link #hex} gave.
     *
     * @throws IllegalArgumentException if that is not hexadecimal
     */
    public static HashChain ofHex(String hex) {
        return new HashChain(Encoded.of(HexFormat.of().parseHex(hex)));
    }

    public static HashChain ofGenesis(byte[] state) {
        return new HashChain(Encoded.of(sha256().digest(state)));
    }

    HashChain then(LogEntry entry) {
        MessageDigest digest = sha256();
        digest.update(hash.bytes());
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.index()).flip());
        digest.update(entry.id().toString().getBytes(StandardCharsets.US_ASCII));
        digest.update(entry.command().bytes());
        digest.update(entry.outcome().bytes());
        return new HashChain(Encoded.of(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(hash.bytes());
    }

    @Override
    public String toString() {
        return hex();
    }
}
