package io.ringcast.dht.peer.transport;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.dht.peer.session.Session;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.dht.peer.session.SessionStatus;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Endpoint;
import io.ringcast.protocol.transport.Rejection;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a {@link Session}. The threads of sockets, timer and callers tell it what happens, one at a time, and then send what
 * it wants sent. All else that it wants is done in its order.
 */
public final class SessionProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionProcess.class);
    private static final String ENDPOINT = "manager";

    /** The timer wakes at most this often, however many requests are due close to each other. */
    private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

    private final long startNanos = System.nanoTime();
    private final ReplyGuard guard;
    private final SharedTimer timer;
    private final Session session;
    private final RingHost ring;
    private final Datagrams datagrams;
    private volatile Endpoint<ManagerMessage> endpoint;
    private final Counter retransmissions;
    private final Counter strays;

    private final Map<Long, CompletableFuture<PeerOutcome>> commands = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<SessionEffect> effects = new ConcurrentLinkedQueue<>();
    private final AtomicInteger effectsLeft = new AtomicInteger();
    private final ReentrantLock turn = new ReentrantLock();
    /** Of the turn. */
    private @Nullable ScheduledFuture<?> alarm;
    /** Of the turn. */
    private long alarmAtNanos = Long.MAX_VALUE;
    /** Of the turn. */
    private boolean closed;

    /**
     * Opens any free port and begins to send heartbeats.
     *
     * @param run names this run of the process, at random, in ASCII letters and digits
     * @param manager the one that is configured
     * @param guard says whose questions are answered
     */
    public SessionProcess(
            String run,
            InetSocketAddress manager,
            Datagrams datagrams,
            ReplyGuard guard,
            SharedTimer timer,
            MeterRegistry meters,
            RingHost.Opener ring) {
        this.datagrams = datagrams;
        this.guard = guard;
        this.timer = timer;
        this.retransmissions = Counter.builder("ringcast.retransmissions")
                .description("Requests sent again because no answer came in time")
                .tag("endpoint", ENDPOINT)
                .register(meters);
        this.strays = Counter.builder("ringcast.answers.stray")
                .description("Answers to requests that are not known (any more)")
                .tag("endpoint", ENDPOINT)
                .register(meters);
        this.session = new Session(run, manager, RandomGenerator.getDefault(), nanos());
        this.ring = ring.open(new FromRing());
        this.endpoint = datagrams.openPort(ENDPOINT, 0, ManagerCodec.create(), this::arrived);
        tell(now -> {});
    }

    /** Gives a command; the future always completes, and never exceptionally. */
    public CompletableFuture<PeerOutcome> give(PeerCommand command) {
        long number = numbers.incrementAndGet();
        CompletableFuture<PeerOutcome> outcome = new CompletableFuture<>();
        commands.put(number, outcome);
        tell(now -> session.command(number, command, now));
        return outcome;
    }

    /** How the peer and its managers get on. */
    public SessionStatus status() {
        turn.lock();
        try {
            return session.status(nanos());
        } finally {
            turn.unlock();
        }
    }

    /** The last hint, of the last half minute, that a manager rejects what is sent from here. */
    public Optional<Rejection> rejection() {
        List<InetSocketAddress> managers = status().managers();
        return endpoint.rejection().filter(rejection -> managers.contains(rejection.from()));
    }

    /** What runs the ring node. */
    public RingHost ring() {
        return ring;
    }

    private void arrived(InetSocketAddress from, ManagerMessage message) {
        if (message instanceof PresenceMessage.Probe && !guard.isAnswered(from)) {
            return;
        }
        tell(now -> {
            if (!session.received(from, message, now)) {
                strays.increment();
            }
        });
    }

    private void tell(LongConsumer event) {
        List<SessionEffect> wanted;
        boolean together;
        turn.lock();
        try {
            long now = nanos();
            event.accept(now);
            wanted = session.flush(now);
            together = session.requestsUnderWay() > 1;
            for (SessionEffect effect : wanted) {
                if (!(effect instanceof SessionEffect.Send)) {
                    effects.add(effect);
                }
            }
            setAlarm(now);
        } finally {
            turn.unlock();
        }
        for (SessionEffect effect : wanted) {
            if (effect instanceof SessionEffect.Send send) {
                send(send, together);
            }
        }
        performAll();
    }

    private long nanos() {
        return System.nanoTime() - startNanos;
    }

    /** An alarm that goes off too early is left as it is: it finds that nothing is due, and sets the next one. */
    private void setAlarm(long now) {
        long wakeAt = session.wakeAtNanos();
        if (closed || wakeAt == Long.MAX_VALUE || alarmAtNanos - wakeAt <= TICK_NANOS) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        long delay = Math.max(wakeAt - now, TICK_NANOS);
        alarmAtNanos = now + delay;
        alarm = timer.schedule(Duration.ofNanos(delay), this::alarmed);
    }

    private void alarmed() {
        turn.lock();
        try {
            alarmAtNanos = Long.MAX_VALUE;
        } finally {
            turn.unlock();
        }
        tell(now -> {});
    }

    private void send(SessionEffect.Send send, boolean together) {
        if (send.repeated()) {
            retransmissions.increment();
        }
        if (together && !send.repeated() && send.message() instanceof ManagerRequest) {
            endpoint.sendTogether(send.to(), send.message());
        } else {
            // Alone it does not wait; and a repetition goes alone, in case that sharing was what went wrong.
            endpoint.send(send.to(), send.message());
        }
    }

    /** One thread at a time performs; what others want done meanwhile it takes along, in their order. */
    private void performAll() {
        if (effects.isEmpty() || effectsLeft.getAndIncrement() > 0) {
            return;
        }
        do {
            for (SessionEffect effect = effects.poll(); effect != null; effect = effects.poll()) {
                try {
                    perform(effect);
                } catch (RuntimeException e) {
                    log.error("{} failed; what follows is done all the same", effect, e);
                }
            }
        } while (effectsLeft.decrementAndGet() > 0);
    }

    private void perform(SessionEffect effect) {
        switch (effect) {
            case SessionEffect.Send send -> send(send, false);
            case SessionEffect.BindPort bind -> {
                String fault = talkFrom(bind.port());
                tell(now -> session.done(bind.number(), fault, now));
            }
            case SessionEffect.ForRing wanted -> ring.perform(wanted);
            case SessionEffect.Report report -> log.warn("{}", report.text());
            case SessionEffect.CommandEnded ended -> {
                CompletableFuture<PeerOutcome> waiting = commands.remove(ended.command());
                if (waiting != null) {
                    waiting.complete(ended.outcome());
                }
            }
        }
    }

    /** @return why not, if that is so */
    private @Nullable String talkFrom(int port) {
        Endpoint<ManagerMessage> before = endpoint;
        if (before.localAddress().getPort() == port) {
            return null;
        }
        try {
            Endpoint<ManagerMessage> opened = datagrams.openPort(ENDPOINT, port, ManagerCodec.create(), this::arrived);
            boolean ended;
            turn.lock();
            try {
                ended = closed;
                endpoint = ended ? before : opened;
            } finally {
                turn.unlock();
            }
            (ended ? opened : before).close();
            return null;
        } catch (TransportException e) {
            return e.getMessage();
        }
    }

    private final class FromRing implements RingHost.Reports {
        @Override
        public void done(long number, @Nullable String fault) {
            tell(now -> session.done(number, fault, now));
        }

        @Override
        public void placed(@Nullable Membership place) {
            tell(now ->
                    session.placed(place != null, place == null ? 0 : place.epoch(), place == null ? 0 : place.view()));
        }

        @Override
        public void copiesHeld(NodeEffect.CopiesHeld held) {
            tell(now -> session.copiesHeld(held.epoch(), held.slots()));
        }

        @Override
        public void suspected(String neighbour) {
            tell(now -> session.suspected(neighbour));
        }

        @Override
        public void taskEnded(TaskOutcome outcome) {
            tell(now -> session.taskEnded(outcome, now));
        }

        @Override
        public void answered(long query, DirectMessage.DirectAnswer answer) {
            tell(now -> session.memberAnswered(query, answer, now));
        }
    }

    /** Closes the ports. Commands under way end at once, as if the managers were silent. */
    @Override
    public void close() {
        ring.close();
        tell(session::close);
        turn.lock();
        try {
            closed = true;
            if (alarm != null) {
                alarm.cancel(false);
            }
        } finally {
            turn.unlock();
        }
        endpoint.close();
    }
}
