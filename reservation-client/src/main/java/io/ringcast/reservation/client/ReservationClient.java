package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.ReservationRequest;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

/**
 * One client of the reservation service, with an id of its own. Thread-safe and without threads of its own.
 *
 * <p>It has one command under way at a time, because servers remember one outcome for each client: what is submitted
 * meanwhile waits its turn, in order. For commands side by side, take several clients from the {@link ReservationGroup};
 * they share one socket and one thread.
 */
public final class ReservationClient {
    /** Commands that wait their turn. */
    public static final int WAITING_MAX = 1024;

    private final ReservationGroup group;
    private final String requester;
    private final boolean isRemembered;
    private final Queue<WaitingCommand> waiting = new ArrayDeque<>();
    private long sequence;
    private boolean busy;

    private record WaitingCommand(ReservationCommand command, CompletableFuture<FirstReply> outcome) {}

    /** @param isRemembered whether its commands are in the group's history */
    ReservationClient(ReservationGroup group, String requester, boolean isRemembered) {
        this.group = group;
        this.requester = requester;
        this.isRemembered = isRemembered;
    }

    /**
     * Submits a command and returns at once. The future completes on the thread that received the answer: do not block
     * there, use the {@code …Async} methods for longer work. It completes with {@link NoAnswerException} when no server
     * answered; cancelling it does not take the command back.
     *
     * @throws RejectedExecutionException if too many commands wait already, or the group is closed
     */
    public CompletableFuture<FirstReply> submit(ReservationCommand command) {
        var outcome = new CompletableFuture<FirstReply>();
        ReservationRequest request;
        synchronized (this) {
            if (busy) {
                if (waiting.size() >= WAITING_MAX) {
                    throw new RejectedExecutionException(WAITING_MAX + " commands of this client wait already");
                }
                waiting.add(new WaitingCommand(command, outcome));
                return outcome;
            }
            busy = true;
            request = nextRequest(command);
        }
        try {
            group.start(request, isRemembered, outcome, this::startNext);
        } catch (RuntimeException e) {
            startNext();
            throw e;
        }
        return outcome;
    }

    private void startNext() {
        while (true) {
            WaitingCommand next;
            ReservationRequest request;
            synchronized (this) {
                next = waiting.poll();
                if (next == null) {
                    busy = false;
                    return;
                }
                request = nextRequest(next.command());
            }
            try {
                group.start(request, isRemembered, next.outcome(), this::startNext);
                return;
            } catch (RuntimeException e) {
                next.outcome().completeExceptionally(e);
            }
        }
    }

    private synchronized ReservationRequest nextRequest(ReservationCommand command) {
        return new ReservationRequest(new RequestId(requester, ++sequence), 1, command);
    }
}
