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
    /** A client stops after this many failures, since more of them tell nothing new. */
    private static final int FAILURES_MAX = 100;

    private final List<Caller> callers;
    private final ExecutorService threads;

    /** Creates clients that all do the same work. */
    public Clients(MeasuredService service, MeasuredWork work, int count) {
        this.callers =
                Stream.generate(() -> service.newCaller(work)).limit(count).toList();
        this.threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("client-", 1).daemon().factory());
    }

    /** How many there are. */
    public int count() {
        return callers.size();
    }

    private record ClientResult(Histogram latencyNanos, long failures) {}

    /**
     * Has all clients work at full speed for this time; each performs at least one operation.
     *
     * @throws UsedUpException if there is nothing left to work on
     */
    public RoundResult work(Duration time) throws InterruptedException {
        return work(time, (start, index) -> Pacing.none());
    }

    /**
     * Has all clients together begin this many operations a second, for this time. The time of an operation counts from the
     * moment when it should have begun, so operations that wait behind a slow one are not left out.
     */
    public RoundResult workAt(double perSecond, Duration time) throws InterruptedException {
        long intervalNanos = (long) (callers.size() * 1e9 / perSecond);
        return work(
                time, (start, index) -> Pacing.every(start + index * intervalNanos / callers.size(), intervalNanos));
    }

    /** Makes the pacing of a client from the common start, by {@link System#nanoTime()}, and the client's index. */
    private interface Paces {
        Pacing of(long startNanos, int index);
    }

    private RoundResult work(Duration time, Paces paces) throws InterruptedException {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        List<Future<ClientResult>> shares = new ArrayList<>();
        for (int i = 0; i < callers.size(); i++) {
            Caller caller = callers.get(i);
            Pacing pace = paces.of(start, i);
            shares.add(threads.submit(() -> work(caller, pace, end)));
        }
        var all = new Histogram(SIGNIFICANT_DIGITS);
        long failures = 0;
        for (Future<ClientResult> future : shares) {
            ClientResult share = result(future);
            all.add(share.latencyNanos());
            failures += share.failures();
        }
        return RoundResult.of(all, failures, (System.nanoTime() - start) / 1e9);
    }

    private static ClientResult result(Future<ClientResult> share) throws InterruptedException {
        try {
            return share.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UsedUpException usedUp) {
                throw usedUp;
            }
            throw new IllegalStateException("a client ended with an error", e.getCause());
        }
    }

    private static ClientResult work(Caller caller, Pacing pace, long end) {
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
        return new ClientResult(latencyNanos, failures);
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
