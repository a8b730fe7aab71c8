package io.ringcast.reservation.server.storage;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.Consumer;

/** Cuts what is written into parts of equal size, but for the last. Nothing is written before a part is full. */
final class PartsOutput extends OutputStream {
    private final byte[] part;
    private final Consumer<byte[]> parts;
    private int filled;
    private long total;

    PartsOutput(int partBytes, Consumer<byte[]> parts) {
        this.part = new byte[partBytes];
        this.parts = parts;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, part.length - filled);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            if (filled == part.length) {
                handOver();
            }
        }
        total += length;
    }

    /** The last part. */
    void finish() {
        if (filled > 0) {
            handOver();
        }
    }

    private void handOver() {
        parts.accept(Arrays.copyOf(part, filled));
        filled = 0;
    }

    /** How many bytes were written. */
    long total() {
        return total;
    }
}
