package io.ringcast.protocol.exchange;

import io.ringcast.foundation.vital.VitalThreads;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that runs all timeouts of a process. Actions must be short and must not block. An exception is logged and
 * the next action runs; an {@link Error} ends the process.
 *
 * <p>A type of its own rather than a bean of type {@code ScheduledExecutorService}, which would make Spring Boot leave
 * out its own executors.
 */
public final class SharedTimer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedTimer.class);

    private final ScheduledThreadPoolExecutor executor;
    private final VitalThreads vital;

    /** Starts the thread when it is first needed. */
    public SharedTimer(VitalThreads vital) {
        this.vital = vital;
        executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("ringcast-timer").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Runs an action once, after a delay. An exception is logged. Refused after {@link #close()}. */
    public ScheduledFuture<?> schedule(Duration delay, Runnable action) {
        return executor.schedule(() -> runLogged(action), delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void runLogged(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            log.error("A timed action failed", e);
        } catch (Error e) {
            vital.failed("the timer", e); // The executor would swallow it.
            throw e;
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
