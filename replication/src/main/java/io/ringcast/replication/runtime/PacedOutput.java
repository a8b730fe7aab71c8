package io.ringcast.replication.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Lets its writer work a quarter of the time: after each part it pauses three times as long as the part took to make and
 * to write. What has the whole time to be done should not take processors and disk from what clients wait for.
 */
final class PacedOutput extends FilterOutputStream {
    private static final int PART_BYTES = 64 * 1024;
    private static final int PAUSE = 3;

    private final LongSupplier nanoTime;
    private final LongConsumer pause;
    private long began;
    private int written;

    PacedOutput(OutputStream to) {
        this(to, System::nanoTime, LockSupport::parkNanos);
    }

    /** @param pause waits for so many nanoseconds */
    PacedOutput(OutputStream to, LongSupplier nanoTime, LongConsumer pause) {
        super(to);
        this.nanoTime = nanoTime;
        this.pause = pause;
        began = nanoTime.getAsLong();
    }

    @Override
    public void write(int b) throws IOException {
        out.write(b);
        wrote(1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        wrote(length);
    }

    private void wrote(int bytes) {
        written += bytes;
        if (written >= PART_BYTES) {
            written = 0;
            pause.accept(PAUSE * (nanoTime.getAsLong() - began));
            began = nanoTime.getAsLong();
        }
    }
}
