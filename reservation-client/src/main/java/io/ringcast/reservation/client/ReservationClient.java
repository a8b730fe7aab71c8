package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Request;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One client of the reservation service, with an id of its own. Thread-safe and without threads of its own.
 *
 * <p>It has one command under way at a time, because servers remember one outcome for each client: what is submitted
 * meanwhile waits its turn, in order. Whoever needs commands side by side takes several clients from the {@link
 * ReservationGroup}; they share one socket and one thread.
 */
public final class ReservationClient {
    /** Commands that wait their turn. */
    public static final int WAITING_MAX = 1024;

    private final ReservationGroup group;
    private final String requester;
    private final String user;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long sequence;
    private boolean busy;

    private record Waiting(Command command, CompletableFuture<Answer> outcome) {}

    ReservationClient(ReservationGroup group, String requester, String user) {
        this.group = group;
        this.requester = requester;
        this.user = user;
    }

    /** The random id under which servers know this client. */
    public String id() {
        return requester;
    }

    /**
     * Submits a command and returns at once. The future completes on the thread that received the answer: do not block
     * there, use the {@code …Async} methods for longer work. It completes with {@link NoAnswerException} when no server
     * answered; cancelling it does not take the command back.
     *
     * @throws IllegalArgumentException if a name in the command is empty, too long or has control characters
     * @throws RejectedExecutionException if too many commands wait already, or the group is closed
     */
    public CompletableFuture<Answer> submit(Command command) {
        var outcome = new CompletableFuture<Answer>();
        Request request;
        synchronized (this) {
            request = command.toRequest(new RequestId(requester, sequence + 1), user);
            if (busy) {
                if (waiting.size() >= WAITING_MAX) {
                    throw new RejectedExecutionException(WAITING_MAX + " commands of this client wait already");
                }
                waiting.add(new Waiting(command, outcome));
                return outcome;
            }
            busy = true;
            sequence++;
        }
        try {
            group.start(command, request, outcome, this::startNext);
        } catch (RuntimeException e) {
            startNext();
            throw e;
        }
        return outcome;
    }

    private void startNext() {
        while (true) {
            Waiting turn;
            Request request;
            synchronized (this) {
                turn = waiting.poll();
                if (turn == null) {
                    busy = false;
                    return;
                }
                sequence++;
                request = turn.command().toRequest(new RequestId(requester, sequence), user);
            }
            try {
                group.start(turn.command(), request, turn.outcome(), this::startNext);
                return;
            } catch (RuntimeException e) {
                turn.outcome().completeExceptionally(e);
            }
        }
    }
}
