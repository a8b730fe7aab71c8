package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.FatalException;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.NetworkUnavailableException;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.core.LeftBehindException;
import io.ringcast.replication.core.Replica;
import io.ringcast.replication.core.ReplicaEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell around {@link Replica}: one thread that takes events in batches, hands them in, and carries out the effects.
 * What arrives while a batch is being stored is the next batch, so that the disk is asked once for many changes; a
 * leader may wait an instant for more ({@link RequestBatching}).
 *
 * <p>When storing fails, or the replica finds that it cannot be right, it leaves the group, refuses requests, and begins a
 * new {@link Incarnation} from its disk after a pause ({@link RestartBackoff}): the others go on without it. An {@link Error}, a
 * {@link FatalException} and a thread that stays stuck end the process.
 */
public final class ReplicaRunner<S, C, O> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    /** Beyond this, requests are dropped: their clients ask again. */
    private static final int QUEUED_REQUESTS_MAX = 20_000;
    /** Beyond this, the replica is too slow for its group and starts again. */
    private static final int QUEUED_EVENTS_MAX = 200_000;

    /** How often it is tried to join while the network cannot be used. */
    private static final Duration NETWORK_RETRY_AFTER = Duration.ofMillis(500);

    private final ReplicaEnvironment<S, C, O> environment;
    private final BlockingQueue<ReplicaEvent<C>> queue = new LinkedBlockingQueue<>(QUEUED_EVENTS_MAX);
    private final RestartBackoff backoff = new RestartBackoff(RandomGenerator.getDefault());
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Incarnation<S, C, O> incarnation;
    private volatile ReplicaReport<S> report = ReplicaReport.joining();

    /**
     * Starts; returns before the group is joined.
     *
     * @param name of this server
     */
    public static <S, C, O> ReplicaRunner<S, C, O> start(ReplicaEnvironment<S, C, O> environment, String name) {
        var runner = new ReplicaRunner<>(environment, name);
        runner.thread.start();
        return runner;
    }

    private ReplicaRunner(ReplicaEnvironment<S, C, O> environment, String name) {
        this.environment = environment;
        this.thread = Thread.ofPlatform()
                .name("replica-" + name)
                .unstarted(environment.vital().guard("the replica", this::live));
    }

    /** Takes a client's request; from any thread, never blocks. */
    public void request(Request<C> request) {
        Incarnation<S, C, O> current = incarnation;
        if (current != null && current.over() != null) { // Nobody takes anything out of the queue.
            environment.answers().unavailable(request.from(), request.id(), request.attempt());
        } else if (queue.size() >= QUEUED_REQUESTS_MAX
                || !queue.offer(new ReplicaEvent.Requested<>(request, System.nanoTime()))) {
            environment.observer().dropped("queue full");
        }
    }

    /**
     * The group was joined on a network that is not there any more: it is left, and joined again where it is now. Any
     * thread; returns at once.
     *
     * @param what has changed, as a sentence for people
     */
    public void networkChanged(String what) {
        Incarnation<S, C, O> current = incarnation;
        if (current != null) {
            current.networkChanged(what);
        }
    }

    /** The last report of the replica, or that one of its threads is stuck. */
    public ReplicaReport<S> report() {
        Incarnation<S, C, O> current = incarnation;
        String over = current == null ? null : current.over();
        return over == null ? report : report.failed(over);
    }

    /** The stored changes after an index, oldest first, at most so many; none while there is no storage. */
    public List<LogEntry> log(long afterIndex, int countMax) {
        Incarnation<S, C, O> current = incarnation;
        return current == null ? List.of() : current.log(afterIndex, countMax);
    }

    private void live() {
        while (!closed) {
            var next = new Incarnation<>(environment, queue, this::reported);
            incarnation = next;
            try {
                next.run(() -> closed);
            } catch (FatalException e) {
                if (!closed) {
                    throw e;
                }
            } catch (LeftBehindException e) {
                log.warn("the replica leaves its group and joins it anew: {}", e.getMessage());
                forgetGroup();
            } catch (RuntimeException e) {
                if (!closed) {
                    failed(e, next.served());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void reported(ReplicaReport<S> told) {
        report = told;
        environment.observer().reported(told);
    }

    private void failed(RuntimeException e, Duration served) {
        report = report.failed(String.valueOf(e.getMessage()));
        incarnation = null;
        try {
            refuseFor(pauseAfter(e, served));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pauseAfter(RuntimeException e, Duration served) {
        if (e instanceof NetworkUnavailableException) {
            log.debug("the replica is not in its group: {}", e.getMessage());
            return NETWORK_RETRY_AFTER;
        }
        environment.observer().failed(e);
        Duration pause = backoff.pauseAfter(e, served);
        log.error("the replica left its group and starts again in {} ms: {}", pause.toMillis(), e.getMessage(), e);
        return pause;
    }

    /** Until the next incarnation: clients are told at once, and what the group said belongs to the past. */
    private void refuseFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!closed) {
            long left = end - System.nanoTime();
            ReplicaEvent<C> event = left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
            if (event == null) {
                break;
            }
            if (event instanceof ReplicaEvent.Requested<C> requested) {
                Request<C> request = requested.request();
                environment.answers().unavailable(request.from(), request.id(), request.attempt());
            }
        }
        forgetGroup();
    }

    /** What members said belongs to the incarnation that is over; requests of clients wait for the next one. */
    private void forgetGroup() {
        queue.removeIf(event -> !(event instanceof ReplicaEvent.Requested<C>));
    }

    /** Leaves the group and closes the storage. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
