package io.ringcast.reservation.server.replication;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A hash over a state's whole history: genesis, then every change with its outcome, in order. Two replicas with the same
 * index and the same chain have done the same things with the same results.
 *
 * @param hex SHA-256, 64 lower-case hexadecimal digits
 */
public record Chain(String hex) {
    /** Of a server that has nothing stored: equal to no state's. */
    static final Chain NONE = new Chain("");

    static Chain ofGenesis(byte[] state) {
        return new Chain(HexFormat.of().formatHex(sha256().digest(state)));
    }

    Chain then(LogEntry entry) {
        MessageDigest digest = sha256();
        digest.update(HexFormat.of().parseHex(hex));
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(entry.index()).flip());
        digest.update(entry.id().toString().getBytes(StandardCharsets.US_ASCII));
        digest.update(entry.command().bytes());
        digest.update(entry.outcome().bytes());
        return new Chain(HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
