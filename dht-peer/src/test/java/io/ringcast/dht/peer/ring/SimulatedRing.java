package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerCodec;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.overlay.Overlay;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Several {@link RingNode}s in one thread, with simulated time and a network that loses, doubles, delays and reorders as
 * its seed says. Every datagram goes through the real codec.
 */
final class SimulatedRing {
    /** Per mille of the datagrams, and how much their delays differ. */
    record Weather(int lostPerMille, int doubledPerMille, long jitterMicros) {
        static final Weather FAIR = new Weather(0, 0, 0);
    }

    private final MessageCodec<PeerMessage> codec = PeerCodec.create();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final Map<String, RingNode> nodes = new HashMap<>();
    private final Map<InetSocketAddress, String> users = new HashMap<>();
    private final Map<String, Integer> readSoFar = new HashMap<>();
    private final Map<String, TaskOutcome> outcomes = new HashMap<>();
    private final Map<RequestId, DirectMessage.DirectAnswer> answers = new HashMap<>();
    private final Map<String, NodeEffect.CopiesHeld> heldBy = new HashMap<>();
    private final Set<String> dead = new HashSet<>();
    private final List<String> notices = new ArrayList<>();
    private final Set<String> suspects = new HashSet<>();
    private final List<PeerMessage> sent = new ArrayList<>();
    private final Random random;
    private final Weather weather;
    private final DatasetShape shape;
    private List<List<String>> dataset;
    private Overlay overlay = Overlay.RING;
    private final NodeSettings settings;
    private long now;
    private long order;
    private @Nullable String datasetFault;

    SimulatedRing(long seed, Weather weather, DatasetShape shape, List<List<String>> dataset, NodeSettings settings) {
        this.random = new Random(seed);
        this.weather = weather;
        this.shape = shape;
        this.dataset = dataset;
        this.settings = settings;
    }

    Member add(String user, int ports) {
        int first = 10_000 + 10 * nodes.size();
        List<Integer> numbers = ports == 1 ? List.of(first) : List.of(first, first + 1, first + 2);
        Member member = new Member(user, "127.0.0.1", numbers);
        users.put(member.fromLeft(), user);
        users.put(member.toRight(), user);
        users.put(member.queries(), user);
        nodes.put(user, new RingNode(member, settings, new Random(random.nextLong()), new RequestIds(user)));
        return member;
    }

    RingNode node(String user) {
        RingNode node = nodes.get(user);
        if (node == null) {
            throw new IllegalArgumentException("no node of " + user);
        }
        return node;
    }

    /** What the managers are to know of a node's copies; null if there was nothing. */
    NodeEffect.@Nullable CopiesHeld held(String user) {
        return heldBy.get(user);
    }

    void kill(String user) {
        dead.add(user);
    }

    /** The process is started again, and knows nothing. */
    void restart(Member member) {
        dead.remove(member.user());
        heldBy.remove(member.user());
        nodes.put(
                member.user(),
                new RingNode(member, settings, new Random(random.nextLong()), new RequestIds(member.user() + "again")));
    }

    /** The managers' decree reaches a member. */
    void decree(String user, ViewNews view) {
        node(user).decreed(view, now);
        perform(user);
    }

    /** Every peer has another file. */
    void replaceDataset(List<List<String>> other) {
        dataset = other;
    }

    void breakDataset(String fault) {
        datasetFault = fault;
    }

    List<PeerMessage> sent() {
        return sent;
    }

    long nowNanos() {
        return now;
    }

    TaskOutcome setUp(List<Member> ring) {
        return setUp(ring, 1);
    }

    /** Rings that are set up from now on have this overlay. */
    void routeBy(Overlay other) {
        overlay = other;
    }

    TaskOutcome setUp(List<Member> ring, int copies) {
        String leader = ring.getFirst().user();
        node(leader).setUp(ring, 1, copies, overlay, shape, now);
        return await(leader);
    }

    TaskOutcome leave(String user) {
        return leave(user, 0);
    }

    TaskOutcome leave(String user, long granted) {
        node(user).leave(Long.MAX_VALUE, granted, now);
        return await(user);
    }

    TaskOutcome join(String user, Member leader, long granted) {
        node(user).join(leader, granted, now);
        return await(user);
    }

    TaskOutcome tearDown(String user) {
        node(user).tearDown(Long.MAX_VALUE, now);
        return await(user);
    }

    DirectMessage.DirectAnswer query(String asker, Member entry, String name) {
        RequestId id = node(asker).query(entry, name, settings.answerMax(), now);
        perform(asker);
        runUntil(() -> answers.containsKey(id));
        return Objects.requireNonNull(answers.remove(id));
    }

    private TaskOutcome await(String user) {
        perform(user);
        runUntil(() -> outcomes.containsKey(user));
        return Objects.requireNonNull(outcomes.remove(user));
    }

    /** How a task ended that nobody has waited for; null if none has. */
    @Nullable
    TaskOutcome ended(String user) {
        return outcomes.remove(user);
    }

    /** Lets what is still on its way arrive. */
    void settle() {
        long until = now + 60_000_000_000L;
        runUntil(() -> events.isEmpty() || now > until);
    }

    private void runUntil(BooleanSupplier done) {
        int steps = 0;
        while (!done.getAsBoolean()) {
            Event event = events.poll();
            if (event == null || ++steps > 2_000_000) {
                throw new AssertionError("the ring is stuck after " + steps + " steps at " + now / 1_000_000 + " ms");
            }
            now = Math.max(now, event.at);
            if (!dead.contains(event.user)) {
                event.action.run();
                perform(event.user);
            }
        }
    }

    private void perform(String user) {
        RingNode node = node(user);
        for (NodeEffect effect : node.flush(now)) {
            switch (effect) {
                case NodeEffect.SendDatagram send -> send(user, send);
                case NodeEffect.OpenDataset open -> later(user, 1_000_000, () -> openDataset(node, user));
                case NodeEffect.ReadRecords read -> later(user, 100_000, () -> readDataset(node, user, read.most()));
                case NodeEffect.CloseDataset close -> readSoFar.remove(user);
                case NodeEffect.FindRecords wanted -> later(user, 1_000_000, () -> find(node, wanted));
                case NodeEffect.Suspected suspected -> suspects.add(suspected.user());
                case NodeEffect.Noticed noticed -> notices.add(noticed.text());
                case NodeEffect.CopiesHeld held -> heldBy.put(user, held);
                case NodeEffect.TaskEnded ended -> outcomes.put(user, ended.outcome());
                case NodeEffect.QueryEnded ended -> answers.put(ended.id(), ended.answer());
            }
        }
        long wake = node.wakeAtNanos();
        if (wake != Long.MAX_VALUE) {
            later(user, Math.max(1, wake - now), () -> {});
        }
    }

    private void find(RingNode node, NodeEffect.FindRecords wanted) {
        if (datasetFault == null) {
            node.recordsFound(wanted.generation(), dataset);
        }
    }

    /** Whom neighbours have not heard. */
    Set<String> suspects() {
        return suspects;
    }

    /** What belongs into the logs. */
    List<String> notices() {
        return notices;
    }

    private void openDataset(RingNode node, String user) {
        readSoFar.remove(user);
        if (datasetFault == null) {
            node.datasetOpened(shape, now);
        } else {
            node.datasetRefused(datasetFault, now);
        }
    }

    private void readDataset(RingNode node, String user, int most) {
        int from = readSoFar.getOrDefault(user, 0);
        int to = Math.min(dataset.size(), from + most);
        boolean last = to == dataset.size();
        readSoFar.put(user, last ? 0 : to);
        node.recordsRead(dataset.subList(from, to), last, now);
    }

    private void send(String user, NodeEffect.SendDatagram send) {
        sent.add(send.message());
        Member self = node(user).status().self();
        InetSocketAddress from = switch (send.port()) {
            case FROM_LEFT -> self.fromLeft();
            case TO_RIGHT -> self.toRight();
            case QUERIES -> self.queries();
        };
        byte[] datagram = codec.encode(send.message());
        int copies = random.nextInt(1000) < weather.doubledPerMille ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            if (random.nextInt(1000) >= weather.lostPerMille) {
                deliver(from, send.to(), datagram);
            }
        }
    }

    private void deliver(InetSocketAddress from, InetSocketAddress to, byte[] datagram) {
        String receiver = Objects.requireNonNull(users.get(to));
        long delay = 50_000 + (weather.jitterMicros == 0 ? 0 : random.nextLong(weather.jitterMicros * 1_000));
        later(receiver, delay, () -> {
            if (codec.decode(datagram) instanceof Decoded.Message<PeerMessage> decoded) {
                node(receiver).receive(from, decoded.message(), now);
            } else {
                throw new AssertionError("a node sent what no node can read");
            }
        });
    }

    private void later(String user, long delayNanos, Runnable action) {
        events.add(new Event(now + delayNanos, order++, user, action));
    }

    private record Event(long at, long order, String user, Runnable action) {}
}
