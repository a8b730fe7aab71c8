package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.app.ManagerProperties;
import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerEndpoint;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Receiver;
import io.ringcast.replication.api.ReplicaObserver;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The manager's UDP port. Requests go through the replica, and the answer leaves from here once the managers have decided.
 * Heartbeats are answered at once from what this manager knows. A thread looks ten times a second to what follows from time:
 * the leader asks who has been silent, and has the managers decide what follows.
 */
public class ManagerPort implements SmartLifecycle, Receiver<ManagerMessage> {
    private static final Logger log = LoggerFactory.getLogger(ManagerPort.class);
    private static final int WAITING_MAX = 65_536;
    private static final int TEXT_LENGTH_MAX = 500;
    private static final int TICK_MILLIS = 100;
    private static final int REQUESTER_BITS = 80;
    private static final int TICKS_BETWEEN_ANNOUNCEMENTS = 10;

    private final Datagrams datagrams;
    private final ManagerProperties properties;
    private final ManagerReplica replica;
    private final ReplicaObserver<ManagerState> observer;
    private final PresenceWatch watch;
    private final ReplyGuard guard;
    private final VitalThreads vital;
    private final WaitingPeers waiting = new WaitingPeers(WAITING_MAX);
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final String requester = "m" + new BigInteger(REQUESTER_BITS, new SecureRandom()).toString(36);
    private final AtomicLong sequence = new AtomicLong();
    private final ViewTranslation views = new ViewTranslation();
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile @Nullable Endpoint<ManagerMessage> endpoint;
    private long ticks;

    /** Opens its port when it is started. */
    public ManagerPort(
            Datagrams datagrams,
            ManagerProperties properties,
            ManagerReplica replica,
            ReplicaObserver<ManagerState> observer,
            PresenceWatch watch,
            ReplyGuard guard,
            VitalThreads vital) {
        this.datagrams = datagrams;
        this.properties = properties;
        this.replica = replica;
        this.observer = observer;
        this.watch = watch;
        this.guard = guard;
        this.vital = vital;
    }

    @Override
    public void start() {
        endpoint = datagrams.openPort("manager", properties.port(), ManagerCodec.create(), this);
        replica.start(this::decided, observer);
        Thread.ofPlatform().daemon().name("presence").start(vital.guard("presence", this::watchUntilStopped));
    }

    @Override
    public void stop() {
        stopped.countDown();
        Endpoint<ManagerMessage> open = endpoint;
        endpoint = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return endpoint != null;
    }

    /** Where requests arrive, once it has started. */
    public InetSocketAddress address() {
        Endpoint<ManagerMessage> open = endpoint;
        if (open == null) {
            throw new IllegalStateException("the port is closed");
        }
        return open.localAddress();
    }

    @Override
    public void received(InetSocketAddress from, ManagerMessage message) {
        switch (message) {
            case ManagerRequest request -> {
                if (guard.isAnswered(from)) {
                    waiting.put(request.id(), from, request.user());
                    replica.request(
                            request.id(),
                            WireTranslation.command(
                                    request,
                                    random.nextLong(),
                                    properties.allowedPorts(),
                                    properties.copies(),
                                    properties.smallestRing()));
                }
            }
            case PresenceMessage.Heartbeat heartbeat -> {
                if (guard.isAnswered(from)) {
                    heard(from, heartbeat);
                }
            }
            case PresenceMessage.Suspicion suspicion -> {
                if (guard.isAnswered(from)) {
                    watch.suspected(suspicion.suspect(), System.nanoTime());
                }
            }
            case PresenceMessage.Presence presence -> log.debug("{} came from {}: dropped", presence, from);
            case PresenceMessage.View view -> log.debug("{} came from {}: dropped", view, from);
            case PresenceMessage.ViewChanges changes -> log.debug("{} came from {}: dropped", changes, from);
            case PresenceMessage.Probe probe -> log.debug("{} came from {}: dropped", probe, from);
            case ManagerReply reply -> log.debug("A reply came to the manager from {}: dropped", from);
        }
    }

    private void heard(InetSocketAddress from, PresenceMessage.Heartbeat heartbeat) {
        ManagerState state = replica.state();
        if (state.user(heartbeat.user())
                .filter(user -> user.incarnation().equals(heartbeat.incarnation()))
                .isPresent()) {
            watch.heard(heartbeat.user(), heartbeat.incarnation(), heartbeat.epoch(), from, System.nanoTime());
        }
        if (replica.serves()) {
            int interval = watch.intervalMillis(state.users().size());
            send(from, List.of(WireTranslation.presence(heartbeat, state, interval)));
            send(from, views.news(heartbeat, state));
        }
    }

    @Override
    public void malformed(InetSocketAddress from, Decoded.Malformed<ManagerMessage> malformed) {
        RequestId id = malformed.requestId();
        if (id != null && guard.isAnswered(from)) {
            String reason = malformed.reason();
            String text = reason.length() > TEXT_LENGTH_MAX ? reason.substring(0, TEXT_LENGTH_MAX) : reason;
            send(from, List.of(new ManagerReply.Failure(id, "MALFORMED", text)));
        }
    }

    /** On the replica's thread, at every manager; one of them has the request. */
    private void decided(RequestId id, ManagerOutcome outcome) {
        WaitingPeers.Peer peer = waiting.take(id);
        if (peer != null) {
            ManagerState state = replica.state();
            long epoch = state.user(peer.user()).filter(User::isWatched).isPresent() ? state.epoch() : 0;
            send(peer.address(), WireTranslation.replies(id, outcome, epoch));
        }
    }

    private void send(InetSocketAddress to, List<? extends ManagerMessage> messages) {
        Endpoint<ManagerMessage> open = endpoint;
        if (open != null && guard.permits(to, (long) messages.size() * ReplyGuard.DATAGRAM_BYTES)) {
            messages.forEach(message -> open.send(to, message));
        }
    }

    private void watchUntilStopped() {
        try {
            while (!stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                tick();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        ManagerState state = replica.state();
        for (PresenceWatch.Step step : watch.due(state, replica.leads(), System.nanoTime())) {
            switch (step) {
                case PresenceWatch.Step.Ask ask ->
                    send(ask.to(), List.of(new PresenceMessage.Probe(nextId(), ask.user())));
                case PresenceWatch.Step.Propose proposal -> replica.request(nextId(), proposal.command());
            }
        }
        if (ticks++ % TICKS_BETWEEN_ANNOUNCEMENTS == 0) {
            announce(state);
        }
    }

    /** Peers learn all managers from any one of them. */
    private void announce(ManagerState state) {
        Endpoint<ManagerMessage> open = endpoint;
        if (open == null || !replica.serves()) {
            return;
        }
        InetSocketAddress here = open.localAddress();
        var self = new ManagerEndpoint(replica.name(), here.getAddress().getHostAddress(), here.getPort());
        if (!self.equals(state.managers().get(self.name()))) {
            replica.request(nextId(), new ManagerCommand.AnnounceManager(self));
        }
    }

    private RequestId nextId() {
        return new RequestId(requester, sequence.incrementAndGet());
    }
}
