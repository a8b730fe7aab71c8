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
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Requests that this server makes itself, for its REST interface.
 *
 * <p>The group keeps a session for each requester of a change, and forgets the oldest when there are too many. So changes
 * share requesters: each change has one for itself until it has its outcome, then the next change takes it, with the next
 * sequence number. There are as many as there were changes at a time. A requester whose last outcome is unknown is not used
 * again: a later change of it would take the place of the one that may still be under way.
 */
final class LocalRequests implements AnswerSink<Outcome> {
    private static final int REQUESTER_BITS = 80;
    /** How long until a request that has no outcome is made again: a coordinator may have died with it. */
    private static final Duration REPEAT_AFTER = Duration.ofMillis(400);

    private static final String NO_OUTCOME_IN_TIME = "There was no outcome in time.";

    private final String prefix = new BigInteger(REQUESTER_BITS, new SecureRandom()).toString(36);
    private final AtomicLong requesters = new AtomicLong();
    /** Reads have no session; one requester may have any number of them at a time. */
    private final Requester reader = new Requester(prefix + "q");
    /** Used last, used first. */
    private final Deque<Requester> idle = new ConcurrentLinkedDeque<>();

    private final Map<RequestId, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
    private final Consumer<Request<Command>> requests;
    private final BooleanSupplier refusing;

    private static final class Requester {
        final String name;
        final AtomicLong sequence = new AtomicLong();

        Requester(String name) {
            this.name = name;
        }

        RequestId next() {
            return new RequestId(name, sequence.incrementAndGet());
        }
    }

    /**
     * @param requests takes requests to the replica
     * @param refusing whether the replica would refuse a request now, so that it need not be handed over
     */
    LocalRequests(Consumer<Request<Command>> requests, BooleanSupplier refusing) {
        this.requests = requests;
        this.refusing = refusing;
    }

    Outcome submit(Command command, Duration timeout) {
        if (refusing.getAsBoolean()) {
            throw new UnavailableException(refusal());
        }
        return command instanceof Command.Change ? change(command, timeout) : outcome(reader.next(), command, timeout);
    }

    private Outcome change(Command command, Duration timeout) {
        Requester free = idle.pollFirst();
        Requester requester =
                free != null ? free : new Requester(prefix + "r" + Long.toString(requesters.incrementAndGet(), 36));
        RequestId id = requester.next();
        try {
            Outcome outcome = outcome(id, command, timeout);
            idle.addFirst(requester);
            return outcome;
        } catch (UnavailableException e) {
            throw new OutcomeUnknownException(id, e.reason());
        }
    }

    private Outcome outcome(RequestId id, Command command, Duration timeout) {
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
                    throw new UnavailableException(NO_OUTCOME_IN_TIME);
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

    /** How many requesters of changes there have been: each may have a session in the group's state. */
    long requesterCount() {
        return requesters.get();
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
            waiter.completeExceptionally(new UnavailableException(refusal()));
        }
    }

    private static String refusal() {
        return "This server sees too few others of its group to serve (reservation.min-members), or is starting again.";
    }
}
