package io.ringcast.dht.peer.transport;

import io.ringcast.foundation.vital.VitalThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs inputs one after the other, in their order of arrival, either on the thread that submits them, which avoids
 * waking another, or on a thread of its own. While one thread runs inputs, others add theirs to the queue and return;
 * the running thread runs those too. After each bundle of inputs it calls the {@link FollowUp} once. The loop's own
 * thread also does what is due at a certain time.
 *
 * <p>After <i>Flat combining and the synchronization-parallelism tradeoff</i> (Hendler, Incze, Shavit, Tzafrir; SPAA 2010).
 */
final class CombiningLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CombiningLoop.class);
    private static final int INBOX_MAX = 8_192;
    private static final int BUNDLE_MAX = 256;
    private static final long PUT_SECONDS = 5;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final FollowUp work;
    private final VitalThreads vital;
    private final Thread thread;
    private final BlockingQueue<LongConsumer> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final long startNanos = System.nanoTime();
    /** Held by the thread that runs inputs. */
    private final ReentrantLock turn = new ReentrantLock();
    /** Guarded by the turn. */
    private final List<LongConsumer> bundle = new ArrayList<>(BUNDLE_MAX);
    /** Guarded by the turn: when the loop's own thread wakes by itself. */
    private long alarmNanos = Long.MIN_VALUE;

    private volatile boolean running;

    /**
     * What is done after each bundle of inputs. Times are nanoseconds since the loop was created, as inputs get them
     * too.
     */
    interface FollowUp {
        /** Does what follows from the inputs, if there were any, and what is due. */
        void flush(long nowNanos);

        /** When {@link #flush} is to be called even without inputs; {@link Long#MAX_VALUE}: not at all. */
        long wakeAtNanos();
    }

    /** A loop that collects inputs, and runs none before {@link #start}. */
    CombiningLoop(String name, FollowUp work, VitalThreads vital) {
        this.work = work;
        this.vital = vital;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(vital.guard(name, this::loop));
    }

    /** Starts to run inputs, first those that have been collected. */
    void start() {
        running = true;
        thread.start();
    }

    /**
     * Queues an input; {@link #run} or {@link #wake} has it run.
     *
     * @return whether there was space
     */
    boolean offer(LongConsumer input) {
        return inbox.offer(input);
    }

    /**
     * Queues an input, and waits for space in the queue. It will run, at the latest in {@link #close}.
     *
     * @throws IllegalStateException if there is no space for long, or the loop is closed
     */
    void put(LongConsumer input) {
        try {
            // Checked again afterwards: an input queued after close() has emptied the inbox would never run.
            if (!running || !inbox.offer(input, PUT_SECONDS, TimeUnit.SECONDS) || !running) {
                throw new IllegalStateException("the ring node is closed or overloaded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /**
     * Runs a bundle of queued inputs on this thread; returns at once if any thread, this one included, is running
     * inputs.
     */
    void run() {
        if (!running || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return;
        }
        try {
            if (running) {
                step();
                long wake = work.wakeAtNanos();
                if (wake < alarmNanos) {
                    alarmNanos = wake;
                    wake();
                }
            }
        } finally {
            turn.unlock();
        }
        wakeForTheRest();
    }

    /** Threads that queued an input while the turn was held have returned, so the own thread runs what they left. */
    private void wakeForTheRest() {
        if (!inbox.isEmpty()) {
            wake();
        }
    }

    /** Has the loop's own thread run what is queued. */
    void wake() {
        LockSupport.unpark(thread);
    }

    private void loop() {
        while (running) {
            long wait = stepAndSetAlarm();
            if (inbox.isEmpty()) {
                LockSupport.parkNanos(this, wait);
            }
        }
    }

    private long stepAndSetAlarm() {
        turn.lock();
        try {
            if (!running) {
                return 0;
            }
            step();
            long now = nanos();
            alarmNanos = Math.clamp(work.wakeAtNanos(), now, now + IDLE_NANOS);
            return alarmNanos - now;
        } finally {
            turn.unlock();
        }
    }

    private void step() {
        inbox.drainTo(bundle, BUNDLE_MAX);
        long now = nanos();
        bundle.forEach(input -> guarded(() -> input.accept(now)));
        guarded(() -> work.flush(now));
        bundle.clear();
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | StackOverflowError e) {
            log.error("{} failed on an input and continues with the next", thread.getName(), e);
        } catch (Error e) {
            vital.failed(thread.getName(), e); // It is the loop that has failed, whichever thread was running it.
            throw e;
        }
    }

    private long nanos() {
        return System.nanoTime() - startNanos;
    }

    /** Runs what is queued, and ends; nothing runs afterwards. Must not be called by an input. */
    @Override
    public void close() {
        running = false;
        wake();
        turn.lock();
        try {
            while (!inbox.isEmpty()) {
                step();
            }
        } finally {
            turn.unlock();
        }
    }
}
