package io.ringcast.reservation.client;

import io.ringcast.protocol.CommandLog;
import io.ringcast.protocol.exchange.Conversation;
import io.ringcast.protocol.reservation.ErrorReply;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyAssembly;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A command that is under way: takes the first outcome, compares all other replies with it, and remembers them.
 *
 * <p>An UNAVAILABLE ends the command only if no server gives an outcome.
 */
final class CommandConversation implements Conversation<ReservationMessage> {
    private static final Logger log = LoggerFactory.getLogger(CommandConversation.class);
    /** How many replies are remembered; further ones are only compared. */
    private static final int REPLIES_MAX = 64;

    private final ReservationRequest request;
    private final Divergences divergences;
    private final Consumer<@Nullable FirstReply> ending;
    private final Supplier<List<String>> obstacles;
    private final CompletableFuture<FirstReply> outcome;
    private final Instant startedAt = Instant.now();
    private final long startNanos = System.nanoTime();
    private final ReplyAssembly assembly = new ReplyAssembly();
    private final List<ReceivedReply> replies = new ArrayList<>(3);
    /** Outcomes to compare with: of a change the first one, of a read the first one at each index. */
    private final List<Reply> outcomes = new ArrayList<>(1);

    private @Nullable FirstReply first;
    private @Nullable FirstReply unavailable;
    private int attempts;

    /**
     * Creates it.
     *
     * @param obstacles sentences that may explain that there was no answer
     * @param outcome completed when the command ends
     * @param ending called just before, with the reply that ended it or null
     */
    CommandConversation(
            ReservationRequest request,
            Divergences divergences,
            Supplier<List<String>> obstacles,
            CompletableFuture<FirstReply> outcome,
            Consumer<@Nullable FirstReply> ending) {
        this.request = request;
        this.divergences = divergences;
        this.obstacles = obstacles;
        this.outcome = outcome;
        this.ending = ending;
    }

    @Override
    public synchronized ReservationRequest attempt(int number) {
        attempts = number;
        return number == 1 ? request : new ReservationRequest(request.id(), number, request.command());
    }

    @Override
    public synchronized boolean received(InetSocketAddress from, ReservationMessage message) {
        take(from, message);
        return first != null;
    }

    @Override
    public synchronized void late(InetSocketAddress from, ReservationMessage message) {
        take(from, message);
    }

    @Override
    public void answered() {
        end();
    }

    @Override
    public void gaveUp() {
        synchronized (this) {
            first = unavailable;
        }
        end();
    }

    private void end() {
        FirstReply ended;
        int sent;
        synchronized (this) {
            ended = first;
            sent = attempts;
        }
        ending.accept(ended);
        if (ended != null) {
            CommandLog.ended(request.id(), ended.status().name(), request.command());
            outcome.complete(ended);
        } else {
            CommandLog.ended(request.id(), "NO_ANSWER", request.command());
            outcome.completeExceptionally(new NoAnswerException(
                    request.id(),
                    "no server answered; the command was sent " + sent + " times in "
                            + sinceStart().toMillis() + " ms" + explanation()));
        }
    }

    /** Continues a sentence without its full stop. */
    private String explanation() {
        String sentences = String.join(" ", obstacles.get());
        return sentences.isEmpty() ? "" : ". " + sentences.substring(0, sentences.length() - 1);
    }

    synchronized CommandRecord snapshot() {
        return new CommandRecord(request, startedAt, first, attempts, List.copyOf(replies));
    }

    private void take(InetSocketAddress from, ReservationMessage message) {
        switch (message) {
            case Reply part -> assembly.add(part).ifPresent(reply -> take(from, reply));
            case ErrorReply e -> log.warn("{} does not understand {}: {}", from, request.command(), e.reason());
            case ReservationRequest r -> log.debug("{} sent a request to a client", from);
        }
    }

    private void take(InetSocketAddress from, Reply reply) {
        Duration latency = sinceStart();
        boolean isOutcome = reply.status() != Status.UNAVAILABLE;
        boolean equal = !isOutcome || compare(from, reply);
        if (replies.size() < REPLIES_MAX) {
            replies.add(new ReceivedReply(
                    reply.server(), from, reply.index(), reply.attempt(), reply.status(), latency, equal));
        }
        var candidate = new FirstReply(reply, from, latency, attempts);
        if (!isOutcome) {
            unavailable = candidate;
        } else if (first == null) {
            first = candidate;
        }
    }

    private boolean compare(InetSocketAddress from, Reply reply) {
        Reply earlier = comparableWith(reply);
        if (earlier == null) {
            if (outcomes.size() < REPLIES_MAX) {
                outcomes.add(reply);
            }
            return true;
        }
        if (earlier.status() == reply.status() && earlier.body().equals(reply.body())) {
            return true;
        }
        divergences.report(request.command() + " (" + request.id() + "): " + earlier.server() + " said "
                + earlier.status() + " "
                + earlier.body() + " at " + earlier.index() + ", but " + reply.server() + " at " + from + " said "
                + reply.status() + " " + reply.body() + " at " + reply.index());
        return false;
    }

    private @Nullable Reply comparableWith(Reply reply) {
        for (Reply earlier : outcomes) {
            if (request.command().isChange() || earlier.index() == reply.index()) {
                return earlier;
            }
        }
        return null;
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
