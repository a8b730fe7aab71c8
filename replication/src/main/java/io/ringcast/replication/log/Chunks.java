package io.ringcast.replication.log;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Bytes whose number is not known in advance, written as chunks: each has its length before it, and an empty one ends them.
 */
final class Chunks extends OutputStream {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final DataOutputStream to;

    private Chunks(DataOutputStream to) {
        this.to = to;
    }

    interface ChunkSource {
        void writeTo(OutputStream to) throws IOException;
    }

    static void write(DataOutputStream to, ChunkSource source) throws IOException {
        var buffer = new BufferedOutputStream(new Chunks(to), CHUNK_BYTES);
        source.writeTo(buffer);
        buffer.flush();
        to.writeInt(0);
    }

    static byte[] read(DataInputStream from) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int length = from.readInt(); length != 0; length = from.readInt()) {
            if (length < 0 || length > from.available()) {
                throw new EOFException("a chunk of %d bytes in %d".formatted(length, from.available()));
            }
            bytes.writeBytes(from.readNBytes(length));
        }
        return bytes.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** A chunk, unless there is nothing in it. */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0) {
            to.writeInt(length);
            to.write(bytes, offset, length);
        }
    }
}
