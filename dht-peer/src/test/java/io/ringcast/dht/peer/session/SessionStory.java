package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerAddress;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.Standing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Session} with simulated time, up to three managers that say what the test wants, and a ring node that does what
 * the test says. Every datagram goes through the real codec and takes a millisecond.
 */
final class SessionStory {
    static final InetSocketAddress FIRST = new InetSocketAddress(InetAddress.getLoopbackAddress(), 3001);
    static final InetSocketAddress SECOND = new InetSocketAddress(InetAddress.getLoopbackAddress(), 3002);
    static final InetSocketAddress THIRD = new InetSocketAddress(InetAddress.getLoopbackAddress(), 3003);
    static final Member ALICE = new Member("alice", "127.0.0.1", List.of(4000));
    static final Member BOB = new Member("bob", "127.0.0.1", List.of(4001));
    static final Member CAROL = new Member("carol", "127.0.0.1", List.of(4002));

    private static final long MILLI = 1_000_000;

    final Session session;
    final List<SessionEffect> effects = new ArrayList<>();
    final Set<InetSocketAddress> silent = new HashSet<>();

    /** What all managers say in answer to heartbeats of a process that has a user. */
    Standing standing = Standing.UNKNOWN;

    long epoch = 1;
    DhtPhase phase = DhtPhase.NONE;
    boolean awaited;
    int intervalMillis = 500;
    List<InetSocketAddress> listed = List.of(FIRST);
    /** What a manager answers a request; null: nothing. */
    Function<ManagerRequest, @Nullable ManagerReply> replies = this::granted;
    /** What a member answers a query. */
    Function<Member, DirectMessage.@Nullable DirectAnswer> members = member -> null;

    int lostPerMille;
    boolean answersHeartbeats = true;

    private final MessageCodec<ManagerMessage> codec = ManagerCodec.create();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Map<Long, PeerOutcome> outcomes = new HashMap<>();
    private final Random random;
    private boolean taskRuns;
    private long now;
    private long order;
    private long commands;

    private record Event(long at, long order, Runnable action) {}

    SessionStory() {
        this(1);
    }

    SessionStory(long seed) {
        random = new Random(seed);
        session = new Session("p1", FIRST, new Random(seed), 0);
        flush();
    }

    /** A registered user, whom the managers know. */
    static SessionStory ofAlice() {
        SessionStory story = new SessionStory();
        story.register(ALICE);
        story.standing = Standing.FREE;
        story.pass(10);
        return story;
    }

    /** Alice builds a DHT, which the managers decreed at epoch 4. */
    static SessionStory building() {
        SessionStory story = SessionStory.ofAlice();
        story.epoch = 4;
        story.replies = request -> story.granted(request, List.of(ALICE, BOB));
        story.command(new PeerCommand.SetUp(2, "alice", "ring"));
        story.standing = Standing.LEADER;
        story.phase = DhtPhase.BUILDING;
        story.awaited = true;
        story.joined(4);
        story.pass(1_100);
        return story;
    }

    long register(Member member) {
        return command(new PeerCommand.Register(member.user(), member.address(), member.ports()));
    }

    long command(PeerCommand command) {
        session.command(++commands, command, now);
        flush();
        return commands;
    }

    @Nullable
    PeerOutcome outcome(long command) {
        return outcomes.get(command);
    }

    ManagerReply granted(ManagerRequest request) {
        return granted(request, List.of());
    }

    ManagerReply granted(ManagerRequest request, List<Member> with) {
        return new ManagerReply.Success(request.id(), with, 1, 1, epoch);
    }

    static ManagerReply denied(ManagerRequest request, String reason) {
        return new ManagerReply.Failure(request.id(), reason, "it is not so");
    }

    /** The ring node has a place in a ring of this epoch. */
    void joined(long ringEpoch) {
        session.placed(true, ringEpoch, ringEpoch);
        flush();
    }

    /** The ring node's task ends, and with it the ring unless it is loaded. */
    void taskEnds(TaskOutcome outcome) {
        taskRuns = false;
        session.placed(outcome instanceof TaskOutcome.RingLoaded, epoch, epoch);
        session.taskEnded(outcome, now);
        flush();
    }

    /** The member that was asked last answers at last. */
    void memberAnswers(DirectMessage.DirectAnswer answer) {
        session.memberAnswered(of(SessionEffect.AskMember.class).getLast().query(), answer, now);
        flush();
    }

    /** A datagram arrives. */
    boolean arrives(InetSocketAddress from, ManagerMessage message) {
        boolean expected = session.received(from, message, now);
        flush();
        return expected;
    }

    void close() {
        session.close(now);
        flush();
    }

    /** Lets time pass. */
    void pass(long millis) {
        long end = now + millis * MILLI;
        while (true) {
            long next = Math.min(session.wakeAtNanos(), events.isEmpty() ? Long.MAX_VALUE : events.peek().at);
            if (next > end) {
                now = end;
                return;
            }
            now = Math.max(now, next);
            while (!events.isEmpty() && events.peek().at <= now) {
                events.remove().action.run();
            }
            flush();
        }
    }

    long nowMillis() {
        return now / MILLI;
    }

    private void flush() {
        for (SessionEffect effect : session.flush(now)) {
            effects.add(effect);
            perform(effect);
        }
    }

    private void perform(SessionEffect effect) {
        switch (effect) {
            case SessionEffect.Send send -> travel(() -> managerReceives(send.to(), throughCodec(send.message())));
            case SessionEffect.CommandEnded ended -> outcomes.put(ended.command(), ended.outcome());
            case SessionEffect.Work work -> later(() -> session.done(work.number(), null, now));
            case SessionEffect.BindPort bind -> later(() -> session.done(bind.number(), null, now));
            case SessionEffect.RingTask task -> taskRuns = true;
            case SessionEffect.DropRing drop ->
                later(() -> {
                    session.placed(false, 0, 0);
                    if (taskRuns) {
                        taskRuns = false;
                        session.taskEnded(new TaskOutcome.RingFailed(drop.reason(), drop.text()), now);
                    }
                });
            case SessionEffect.AskMember query -> {
                DirectMessage.DirectAnswer answer = members.apply(query.entry());
                if (answer != null) {
                    later(() -> session.memberAnswered(query.query(), answer, now));
                }
            }
            case SessionEffect.Report report -> {}
            case SessionEffect.TakeView view -> {}
        }
    }

    private void managerReceives(InetSocketAddress manager, ManagerMessage message) {
        if (silent.contains(manager)) {
            return;
        }
        ManagerMessage answer = switch (message) {
            case ManagerRequest request -> replies.apply(request);
            case PresenceMessage.Heartbeat heartbeat -> answersHeartbeats ? presence(heartbeat) : null;
            default -> throw new AssertionError("a peer sends no " + message);
        };
        if (answer != null) {
            ManagerMessage sent = throughCodec(answer);
            travel(() -> session.received(manager, sent, now));
        }
    }

    PresenceMessage.Presence presence(PresenceMessage.Heartbeat heartbeat) {
        boolean nobody = heartbeat.user().equals(PresenceMessage.Heartbeat.NOBODY);
        return new PresenceMessage.Presence(
                heartbeat.id(),
                nobody ? Standing.UNKNOWN : standing,
                epoch,
                phase,
                awaited,
                intervalMillis,
                listed.stream()
                        .map(manager -> new ManagerAddress("127.0.0.1", manager.getPort()))
                        .toList());
    }

    private ManagerMessage throughCodec(ManagerMessage message) {
        if (codec.decode(codec.encode(message)) instanceof Decoded.Message<ManagerMessage> decoded) {
            return decoded.message();
        }
        throw new AssertionError("nobody can read " + message);
    }

    private void travel(Runnable arrival) {
        if (random.nextInt(1000) >= lostPerMille) {
            later(arrival);
        }
    }

    private void later(Runnable action) {
        events.add(new Event(now + MILLI, order++, action));
    }

    /** All requests of a type that were sent, repetitions included. */
    <M extends ManagerMessage> List<M> sent(Class<M> type) {
        return sends().map(SessionEffect.Send::message)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** To whom messages of a type were sent. */
    List<InetSocketAddress> receivers(Class<? extends ManagerMessage> type) {
        return sends().filter(send -> type.isInstance(send.message()))
                .map(SessionEffect.Send::to)
                .toList();
    }

    private Stream<SessionEffect.Send> sends() {
        return of(SessionEffect.Send.class).stream();
    }

    <E extends SessionEffect> List<E> of(Class<E> type) {
        return effects.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
