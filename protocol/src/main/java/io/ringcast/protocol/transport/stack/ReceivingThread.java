package io.ringcast.protocol.transport.stack;

import io.ringcast.foundation.vital.VitalThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one receiver's loop on a thread of its own, and can wait for its end. A loop that throws ends the process: its
 * socket would not be read any more.
 */
final class ReceivingThread implements Executor {
    private static final Duration END_WAIT = Duration.ofSeconds(5);

    private final String name;
    private final VitalThreads vital;
    private volatile @Nullable Thread thread;

    ReceivingThread(String name, VitalThreads vital) {
        this.name = name;
        this.vital = vital;
    }

    @Override
    public void execute(Runnable loop) {
        thread = Thread.ofPlatform().name(name).daemon().start(vital.guard(name, loop));
    }

    /** Waits until the loop has ended; returns at once when the loop itself asks. */
    void awaitEnd() {
        Thread running = thread;
        if (running == null || running.equals(Thread.currentThread())) {
            return;
        }
        try {
            running.join(END_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
