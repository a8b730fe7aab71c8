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
 * Runs inputs one after the other, in the order in which they came: on the thread of whoever brings one, which so wakes no
 * other, or on a thread of its own. While a thread works, others leave theirs and go on; they are taken along. After a bundle
 * of inputs comes what follows from all of it, the {@link FollowUp}. The own thread also looks to what is due with time.
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
    /** Whoever has it works. */
    private final ReentrantLock turn = new ReentrantLock();
    /** Of the turn. */
    private final List<LongConsumer> bundle = new ArrayList<>(BUNDLE_MAX);
    /** Of the turn: when the own thread looks again by itself. */
    private long alarmNanos = Long.MIN_VALUE;

    private volatile boolean running;

    /** What is done after inputs. Times are nanoseconds since the loop was made; inputs are given them, too. */
    interface FollowUp {
        /** Does what follows from the inputs before it, if there were any, and what is due. */
        void flush(long nowNanos);

        /** When it is to be flushed again even if nothing comes; {@link Long#MAX_VALUE}: not at all. */
        long wakeAtNanos();
    }

    /** A loop that collects inputs, and takes none before {@link #start}. */
    CombiningLoop(String name, FollowUp work, VitalThreads vital) {
        this.work = work;
        this.vital = vital;
        this.thread = Thread.ofPlatform().name(name).daemon().unstarted(vital.guard(name, this::loop));
    }

    /** Begins, with what has come so far. */
    void start() {
        running = true;
        thread.start();
    }

    /**
     * Brings an input, to be taken when somebody calls {@link #run} or {@link #wake}.
     *
     * @return whether there was space
     */
    boolean offer(LongConsumer input) {
        return inbox.offer(input);
    }

    /**
     * Brings an input, and waits for space. It is taken for sure, at the latest by {@link #close}.
     *
     * @throws IllegalStateException if there is no space for long, or the loop is closed
     */
    void put(LongConsumer input) {
        try {
            // Looked at after it, too: one that came just after the last look into the inbox would wait for ever.
            if (!running || !inbox.offer(input, PUT_SECONDS, TimeUnit.SECONDS) || !running) {
                throw new IllegalStateException("the ring node is closed or overloaded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Works off a bundle of what waits; returns at once if it is being worked on, be it by the caller. */
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

    /** Whoever brought something while the turn was taken has gone on. */
    private void wakeForTheRest() {
        if (!inbox.isEmpty()) {
            wake();
        }
    }

    /** Has the own thread work. */
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
            log.error("{} failed on an input; it goes on with the next", thread.getName(), e);
        } catch (Error e) {
            vital.failed(thread.getName(), e); // On whichever thread this runs: the loop is what has failed.
            throw e;
        }
    }

    private long nanos() {
        return System.nanoTime() - startNanos;
    }

    /** Works off what has been put, and ends; afterwards nothing runs any more. Not to be called by an input. */
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
