package io.ringcast.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clients of one service, each a thread that performs one operation after the other: in a closed loop, or at a fixed rate.
 */
public final class Clients implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Clients.class);
    private static final int SIGNIFICANT_DIGITS = 3;
    /** What keeps failing fails no differently after this. */
    private static final int FAILURES_MAX = 100;

    private final List<Caller> callers;
    private final ExecutorService threads;

    /** So many clients that do the same work. */
    public Clients(Service service, Work work, int count) {
        this.callers =
                Stream.generate(() -> service.newCaller(work)).limit(count).toList();
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("client-", 1).daemon().factory());
    }

    /** How many there are. */
    public int count() {
        return callers.size();
    }

    private record Share(Histogram latencyNanos, long failures) {}

    /**
     * Has all of them work as fast as they get answers, for so long; each performs at least one operation.
     *
     * @throws UsedUpException if there is nothing left to work on
     */
    public Round work(Duration time) throws InterruptedException {
        return work(time, (start, index) -> Pace.none());
    }

    /**
     * Has all of them together begin so many operations a second, for so long. The time of an operation counts from the
     * moment when it should have begun: who waits behind a slow one is not left out.
     */
    public Round workAt(double perSecond, Duration time) throws InterruptedException {
        long intervalNanos = (long) (callers.size() * 1e9 / perSecond);
        return work(time, (start, index) -> Pace.every(start + index * intervalNanos / callers.size(), intervalNanos));
    }

    /** Makes a client's pace from when all begin, by {@link System#nanoTime()}, and the client's index. */
    private interface Paces {
        Pace of(long startNanos, int index);
    }

    private Round work(Duration time, Paces paces) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<Share>> shares = new ArrayList<>();
        for (int i = 0; i < callers.size(); i++) {
            Caller caller = callers.get(i);
            Pace pace = paces.of(start, i);
            shares.add(threads.submit(() -> work(caller, pace, end)));
        }
        var all = new Histogram(SIGNIFICANT_DIGITS);
        long failures = 0;
        for (Future<Share> future : shares) {
            Share share = result(future);
            all.add(share.latencyNanos());
            failures += share.failures();
        }
        return Round.of(all, failures, (System.nanoTime() - start) / 1e9);
    }

    private static Share result(Future<Share> share) throws InterruptedException {
        try {
            return share.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UsedUpException usedUp) {
                throw usedUp;
            }
            throw new IllegalStateException("a client ended with an error", e.getCause());
        }
    }

    private static Share work(Caller caller, Pace pace, long end) {
        var latencyNanos = new Histogram(SIGNIFICANT_DIGITS);
        long failures = 0;
        long begin = pace.awaitNext();
        do {
            boolean succeeded = succeeds(caller);
            if (succeeded) {
                latencyNanos.recordValue(System.nanoTime() - begin);
            } else {
                failures++;
            }
            begin = pace.awaitNext();
        } while (begin < end && failures < FAILURES_MAX);
        return new Share(latencyNanos, failures);
    }

    private static boolean succeeds(Caller caller) {
        try {
            caller.call();
            return true;
        } catch (UsedUpException e) {
            throw e;
        } catch (Exception e) {
            log.warn("an operation failed: {}", e.toString());
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        callers.forEach(Caller::close);
    }
}
