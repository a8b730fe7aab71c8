package io.ringcast.reservation.server.storage;

import io.ringcast.reservation.server.replication.ReplicaStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** What is written to it becomes parts. */
final class PartsOutput extends OutputStream {
    private final Consumer<byte[]> parts;
    private long total;

    private PartsOutput(Consumer<byte[]> parts) {
        this.parts = parts;
    }

    /**
     * Hands over all of an image, in parts of so many bytes; larger only if it writes more at once.
     *
     * @return how many bytes that was
     * @throws UncheckedIOException if the image throws an {@link IOException}
     */
    static long write(int partBytes, Consumer<byte[]> parts, ReplicaStorage.Image image) {
        var output = new PartsOutput(parts);
        var buffer = new BufferedOutputStream(output, partBytes);
        try {
            image.writeTo(buffer);
            buffer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("an image was not written to its end", e);
        }
        return output.total;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        parts.accept(Arrays.copyOfRange(bytes, offset, offset + length));
        total += length;
    }
}
