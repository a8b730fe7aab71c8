package io.ringcast.foundation.vital;

import static java.util.Objects.requireNonNull;

import io.ringcast.foundation.vital.VitalThreads.ThreadFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process in good order, which closes its ports and leaves its group. What has failed may keep that from ending,
 * so after a while the process is halted.
 *
 * <p>Both threads exist from the beginning: a process that has no memory left may not be able to start one.
 */
final class ExitOrHalt implements ProcessEnd {
    private static final Logger log = LoggerFactory.getLogger(VitalThreads.class);

    private final Duration haltAfter;
    private final IntConsumer exit;
    private final IntConsumer halt;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread exiting;
    private final Thread halting;
    private volatile @Nullable ThreadFailure failure;

    /**
     * Starts the threads.
     *
     * @param exit ends the process in good order; may not return
     * @param halt ends it at once
     */
    ExitOrHalt(Duration haltAfter, IntConsumer exit, IntConsumer halt) {
        this.haltAfter = haltAfter;
        this.exit = exit;
        this.halt = halt;
        this.exiting = Thread.ofPlatform().name("process-end").daemon().start(() -> whenBegun(this::exit));
        this.halting = Thread.ofPlatform().name("process-halt").daemon().start(() -> whenBegun(this::haltLater));
    }

    private interface EndingStep {
        void run() throws InterruptedException;
    }

    private void whenBegun(EndingStep step) {
        try {
            begun.await();
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The process goes on without this.
        }
    }

    private void exit() {
        try {
            ThreadFailure why = requireNonNull(failure);
            log.error(
                    "This process ends with exit code {}, because {} has failed: {}",
                    VitalThreads.EXIT_CODE,
                    why.thread(),
                    why.reason(),
                    why.cause());
        } finally { // To write the log takes memory, which may be what is missing.
            exit.accept(VitalThreads.EXIT_CODE);
        }
    }

    private void haltLater() throws InterruptedException {
        Thread.sleep(haltAfter);
        halt.accept(VitalThreads.EXIT_CODE);
    }

    @Override
    public void begin(ThreadFailure why) {
        failure = why;
        begun.countDown();
    }

    @Override
    public void close() {
        exiting.interrupt();
        halting.interrupt();
    }
}
