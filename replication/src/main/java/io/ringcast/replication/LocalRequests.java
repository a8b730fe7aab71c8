package io.ringcast.replication;

import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StateMachine;
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
import java.util.function.Predicate;

/**
 * Requests that this server makes itself, for its REST interface. Safe for several threads.
 *
 * <p>The group keeps a session for each requester of a change, and forgets the oldest when there are too many. So changes
 * share requesters: each change has one for itself until it has its outcome, then the next change takes it, with the next
 * sequence number. There are as many as there were changes at a time. A requester whose last outcome is unknown is not used
 * again: a later change of it would take the place of the one that may still be under way.
 */
public final class LocalRequests<C, O> implements AnswerSink<O> {
    /** How long until a request that has no outcome is made again: a leader may have died with it. */
    private static final Duration REPEAT_AFTER = Duration.ofMillis(400);

    private static final String NO_OUTCOME_IN_TIME = "There was no outcome in time.";

    private final String prefix = RequestIds.randomRequester();
    private final AtomicLong requesters = new AtomicLong();
    /** Reads have no session; one requester may have any number of them at a time. */
    private final RequestIds reader = new RequestIds(prefix + "q");
    /** Used last, used first. */
    private final Deque<RequestIds> idle = new ConcurrentLinkedDeque<>();

    private final Map<RequestId, CompletableFuture<O>> waiting = new ConcurrentHashMap<>();
    private final Consumer<Request<C>> requests;
    private final BooleanSupplier refusing;
    private final Predicate<C> isChange;
    private final MembershipOptions options;

    /**
     * @param requests takes requests to the replica
     * @param refusing whether the replica would refuse a request now, so that it need not be handed over
     * @param isChange as {@link StateMachine#isChange} says
     * @param options the service's names of what decides whether there are enough servers: for messages to people
     */
    public LocalRequests(
            Consumer<Request<C>> requests, BooleanSupplier refusing, Predicate<C> isChange, MembershipOptions options) {
        this.requests = requests;
        this.refusing = refusing;
        this.isChange = isChange;
        this.options = options;
    }

    /**
     * Has the group decide a command, and waits for its outcome.
     *
     * @throws UnavailableException if a read has no outcome in time, or the command was not handed to the group at all
     * @throws OutcomeUnknownException if a change has no outcome in time: it may have been made, and may still be
     */
    public O submit(C command, Duration timeout) {
        if (refusing.getAsBoolean()) {
            throw new UnavailableException(refusal());
        }
        return isChange.test(command) ? change(command, timeout) : outcome(reader.next(), command, timeout);
    }

    private O change(C command, Duration timeout) {
        RequestIds free = idle.pollFirst();
        RequestIds requester =
                free != null ? free : new RequestIds(prefix + "r" + Long.toString(requesters.incrementAndGet(), 36));
        RequestId id = requester.next();
        try {
            O outcome = outcome(id, command, timeout);
            idle.addFirst(requester);
            return outcome;
        } catch (UnavailableException e) {
            throw new OutcomeUnknownException(id, e.reason());
        }
    }

    private O outcome(RequestId id, C command, Duration timeout) {
        var outcome = new CompletableFuture<O>();
        waiting.put(id, outcome);
        try {
            return await(id, command, outcome, System.nanoTime() + timeout.toNanos());
        } finally {
            waiting.remove(id);
        }
    }

    private O await(RequestId id, C command, CompletableFuture<O> outcome, long deadline) {
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
    public void answer(ReturnAddress to, RequestId id, int attempt, long index, O outcome) {
        CompletableFuture<O> waiter = waiting.get(id);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    @Override
    public void flush() {}

    @Override
    public void unavailable(ReturnAddress to, RequestId id, int attempt) {
        CompletableFuture<O> waiter = waiting.get(id);
        if (waiter != null) {
            waiter.completeExceptionally(new UnavailableException(refusal()));
        }
    }

    private String refusal() {
        return "This server sees too few others of its group to serve (%s), or is starting again."
                .formatted(options.minMembers());
    }
}
