package io.ringcast.replication.jgroups.datagram;

import java.nio.ByteBuffer;

/**
 * A message over the TCP connection with which a server watches its neighbour: it has one header, and no kind,
 * destination or payload.
 */
public final class FailureDetectionMessage {
    /** Longer than any message of a server; the names of servers have at most 64 characters. */
    public static final int BYTES_MAX = 2_048;

    private static final short FD_SOCK2 = 71;
    private static final short FD_SOCK2_HEADER = 93;
    private static final int CONNECT = 3;

    private FailureDetectionMessage() {}

    /**
     * Checks a message.
     *
     * @throws RefusedException if it is none that a server sends
     */
    public static void check(ByteBuffer message) throws RefusedException {
        var bytes = new byte[Math.min(BYTES_MAX, message.remaining())];
        message.get(message.position(), bytes);
        var in = new ByteReader(bytes, 0, bytes.length);
        if (in.unsignedByte() != GroupMessage.HAS_SOURCE || in.int16() != 0) {
            throw new RefusedException("it has no source");
        }
        Addresses.member(in);
        if (in.int16() != 1 || in.int16() != FD_SOCK2 || in.int16() != FD_SOCK2_HEADER) {
            throw new RefusedException("it has other headers");
        }
        if (Headers.closedConnection(in) < CONNECT) {
            throw new RefusedException("it does not belong in a TCP connection");
        }
        in.requireEnd();
    }
}
