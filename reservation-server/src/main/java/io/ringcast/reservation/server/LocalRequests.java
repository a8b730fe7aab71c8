package io.ringcast.reservation.server;

import io.ringcast.protocol.RequestId;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.replication.AnswerSink;
import io.ringcast.reservation.server.replication.Request;
import io.ringcast.reservation.server.replication.ReturnAddress;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Requests that this server makes itself, for its REST interface. Each has a requester id of its own, since they overlap
 * and a requester's requests must not.
 */
final class LocalRequests implements AnswerSink<Outcome> {
    private static final int REQUESTER_BITS = 80;
    /** How long until a request that has no outcome is made again: a coordinator may have died with it. */
    private static final Duration REPEAT_AFTER = Duration.ofMillis(400);

    private final String prefix = new BigInteger(REQUESTER_BITS, new SecureRandom()).toString(36);
    private final AtomicLong count = new AtomicLong();
    private final Map<RequestId, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final Consumer<Request<Command>> requests;

    LocalRequests(Consumer<Request<Command>> requests) {
        this.requests = requests;
    }

    Outcome submit(Command command, Duration timeout) {
        var id = new RequestId(prefix + "r" + Long.toString(count.incrementAndGet(), 36), 1);
        var outcome = new CompletableFuture<Outcome>();
        waiting.put(id, outcome);
        try {
            return await(id, command, outcome, System.nanoTime() + timeout.toNanos());
        } finally {
            waiting.remove(id);
        }
    }

    private Outcome await(RequestId id, Command command, CompletableFuture<Outcome> outcome, long deadline) {
        // The first attempt counts as the second: nobody but this server has the request, so it must be forwarded.
        for (int attempt = 2; ; attempt++) {
            requests.accept(new Request<>(id, attempt, ReturnAddress.LOCAL, command));
            long left = deadline - System.nanoTime();
            try {
                return outcome.get(Math.min(left, REPEAT_AFTER.toNanos()), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (System.nanoTime() >= deadline) {
                    throw new UnavailableException(
                            "There was no outcome in time. The command may still take effect; look before you repeat it.");
                }
            } catch (ExecutionException e) {
                throw new UnavailableException(
                        String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new UnavailableException("The server is stopping.");
            }
        }
    }

    @Override
    public void answer(ReturnAddress to, RequestId id, int attempt, long index, Outcome outcome) {
        CompletableFuture<Outcome> waiter = waiting.get(id);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void unavailable(ReturnAddress to, RequestId id, int attempt) {
        CompletableFuture<Outcome> waiter = waiting.get(id);
        if (waiter != null) {
            waiter.completeExceptionally(
                    new UnavailableException(
                            "This server sees too few others of its group to serve (reservation.min-members), or is starting again."));
        }
    }
}
