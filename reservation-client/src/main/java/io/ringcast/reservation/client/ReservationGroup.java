package io.ringcast.reservation.client;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.exchange.RequestExchange;
import io.ringcast.protocol.exchange.Retry;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.reservation.ReservationCodec;
import io.ringcast.protocol.reservation.ReservationMessage;
import io.ringcast.protocol.reservation.ReservationRequest;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The reservation service as a client sees it: a multicast group where some number of servers answer. Makes any number of
 * clients, which share its socket. Thread-safe.
 */
public final class ReservationGroup implements AutoCloseable {
    private final InetSocketAddress address;
    private final LocalNetwork network;
    private final RequestExchange<ReservationMessage> exchange;
    private final Divergences divergences;
    private final AtomicReferenceArray<@Nullable CommandConversation> recent;
    private final AtomicLong started = new AtomicLong();
    private volatile long lastAnswerNanos;
    private volatile boolean answered;

    /**
     * Opens a port for requests.
     *
     * @param address the group's address and port
     * @param retry when and how often commands are repeated
     * @param history how many commands are remembered
     */
    public ReservationGroup(
            InetSocketAddress address,
            Retry retry,
            int history,
            Datagrams datagrams,
            SharedTimer timer,
            MeterRegistry meters) {
        this.address = address;
        this.network = datagrams.network();
        this.divergences = new Divergences(meters);
        this.recent = new AtomicReferenceArray<>(history);
        this.exchange = new RequestExchange<>("client", new ReservationCodec(), retry, datagrams, timer, meters);
    }

    /** A client with a new random id. */
    public ReservationClient newClient() {
        return new ReservationClient(this, RequestIds.randomRequester(), true);
    }

    /** A client for questions that are asked again and again: its commands are not in the history. */
    public ReservationClient newWatcher() {
        return new ReservationClient(this, RequestIds.randomRequester(), false);
    }

    /** The client that has this id; nobody else may have had another command as its first one. */
    ReservationClient clientOf(String requester) {
        return new ReservationClient(this, requester, true);
    }

    /** Where the servers listen. */
    public InetSocketAddress address() {
        return address;
    }

    /** How long ago a server gave an outcome; empty if none ever did. */
    public Optional<Duration> sinceLastAnswer() {
        return answered ? Optional.of(Duration.ofNanos(System.nanoTime() - lastAnswerNanos)) : Optional.empty();
    }

    /**
     * Sentences that may explain why no server answers: problems of this host's network, and unsigned hints of servers
     * that reject what is sent from here.
     */
    public List<String> obstacles() {
        List<String> obstacles = new ArrayList<>(network.problems());
        exchange.rejection().map(Rejection::sentence).ifPresent(obstacles::add);
        return obstacles;
    }

    /** Contradictions between servers. */
    public Divergences divergences() {
        return divergences;
    }

    /** The most recent commands, oldest first, each with all answers that have arrived by now. */
    public List<CommandRecord> history() {
        long end = started.get();
        List<CommandRecord> records = new ArrayList<>();
        for (long i = Math.max(0, end - recent.length()); i < end; i++) {
            CommandConversation conversation = recent.getAcquire((int) (i % recent.length()));
            if (conversation != null) {
                records.add(conversation.snapshot());
            }
        }
        return records;
    }

    /**
     * Sends a command for the first time.
     *
     * @param isRemembered whether it is in the history
     * @param outcome completed when the command ends
     * @param next run just before that
     */
    void start(ReservationRequest request, boolean isRemembered, CompletableFuture<FirstReply> outcome, Runnable next) {
        var conversation = new CommandConversation(request, divergences, this::obstacles, outcome, first -> {
            if (first != null) {
                noteTime(first.status());
            }
            next.run();
        });
        if (isRemembered) {
            recent.setRelease((int) (started.getAndIncrement() % recent.length()), conversation);
        }
        exchange.start(request.id(), address, conversation);
    }

    private void noteTime(Status status) {
        switch (status) {
            case UNAVAILABLE -> {}
            case OK, ROOM_TAKEN, NOT_RESERVED, UNKNOWN_ROOM, UNKNOWN_TIMESLOT, UNKNOWN_DAY, BAD_COMMAND -> {
                lastAnswerNanos = System.nanoTime();
                answered = true;
            }
        }
    }

    /** Closes the port; commands under way end with {@link NoAnswerException}. */
    @Override
    public void close() {
        exchange.close();
    }
}
