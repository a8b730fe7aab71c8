package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs one {@link RingNode} as {@code RingProcess} does: what is wanted of it happens a moment later, in its order. */
final class SimulatedRingNode {
    private static final long HANDOVER_MAX = MILLI / 2;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimulatedNetwork network;
    private final SimulatedProcess process;
    private final Reports reports;
    private final RingNode node;
    private final SimulatedFeed feed;
    private final NodeSettings nodeSettings;
    private final PlantedBug bug;
    private final Set<InetSocketAddress> ports = new LinkedHashSet<>();
    private final Queue<LongConsumer> inbox = new ArrayDeque<>();
    private final Map<RequestId, Consumer<DirectMessage.DirectAnswer>> queries = new HashMap<>();
    private @Nullable Consumer<TaskOutcome> task;
    private @Nullable Membership place;
    private long alarmNanos = Long.MAX_VALUE;
    private boolean closed;

    /** What the session is told. */
    interface Reports {
        void placed(@Nullable Membership place);

        void copiesHeld(NodeEffect.CopiesHeld held);

        void suspected(String neighbour);

        void taskEnded(TaskOutcome outcome);

        void answered(long query, DirectMessage.DirectAnswer answer);
    }

    SimulatedRingNode(RingNode node, SimulatedWorld world, SimulatedProcess process, Reports reports) {
        this.time = world.time();
        this.random = world.random().split();
        this.network = world.network();
        this.process = process;
        this.reports = reports;
        this.node = node;
        this.bug = world.bug();
        this.nodeSettings = world.nodeSettings();
        this.feed = new SimulatedFeed(time, random, process);
    }

    RingNode node() {
        return node;
    }

    /** @return false if another process has one of the ports */
    boolean open() {
        Member self = self();
        ports.add(self.fromLeft());
        ports.add(self.toRight());
        ports.add(self.queries());
        for (InetSocketAddress port : ports) {
            if (!network.open(port, process, this::received)) {
                ports.clear();
                return false;
            }
        }
        return true;
    }

    private Member self() {
        return node.status().self();
    }

    private void received(InetSocketAddress from, Object message) {
        if (message instanceof PeerMessage known) {
            input(now -> node.receive(from, bug.received(known), now));
        }
    }

    void start(SessionEffect.RingTask begun) {
        call(now -> {
            task = reports::taskEnded;
            switch (begun) {
                case SessionEffect.SetUpRing setUp -> {
                    feed.use();
                    node.setUp(
                            setUp.members(), setUp.epoch(), setUp.copies(), setUp.overlay(), SimulatedFeed.SHAPE, now);
                }
                case SessionEffect.LeaveRing leave -> node.leave(leave.epochMax(), leave.granted(), now);
                case SessionEffect.JoinRing join -> node.join(join.leader(), join.granted(), now);
                case SessionEffect.TearDownRing tearDown -> node.tearDown(tearDown.epochMax(), now);
            }
        });
    }

    void drop(SessionEffect.DropRing drop) {
        call(now -> node.drop(drop.epochMax(), drop.reason(), drop.text(), now));
    }

    void take(ViewNews view) {
        call(now -> node.decreed(view, now));
    }

    void ask(SessionEffect.AskMember query) {
        call(now -> queries.put(
                node.query(query.entry(), query.name(), nodeSettings.attemptMax(), now),
                answer -> reports.answered(query.query(), answer)));
    }

    private void call(LongConsumer action) {
        inbox.add(action);
        time.after(random.nextLong(HANDOVER_MAX), () -> process.timer(this::takeInbox));
    }

    private void takeInbox() {
        for (LongConsumer action = inbox.poll(); action != null; action = inbox.poll()) {
            input(action);
        }
    }

    private void input(LongConsumer action) {
        if (!closed) {
            action.accept(time.nanos());
            flush();
        }
    }

    private void flush() {
        var effects = node.flush(time.nanos());
        Membership now = node.membership();
        if (!Objects.equals(now, place)) {
            time.note(() -> self().user() + " is at " + now);
            place = now;
            reports.placed(now);
        }
        effects.forEach(this::perform);
        long wake = node.wakeAtNanos();
        if (!closed && wake < alarmNanos) {
            alarmNanos = wake;
            time.at(wake, () -> process.timer(() -> alarm(wake)));
        }
    }

    private void alarm(long setFor) {
        if (alarmNanos == setFor) {
            alarmNanos = Long.MAX_VALUE;
            input(now -> {});
        }
    }

    private void perform(NodeEffect effect) {
        switch (effect) {
            case NodeEffect.SendDatagram send -> {
                PeerMessage message = bug.sent(send.message());
                if (!closed && message != null) {
                    network.send(address(send.port()), send.to(), message);
                }
            }
            case NodeEffect.OpenDataset open ->
                feed.open(() -> call(now -> node.datasetOpened(SimulatedFeed.SHAPE, now)));
            case NodeEffect.ReadRecords read ->
                feed.read(read.most(), (records, last) -> call(now -> node.recordsRead(records, last, now)));
            case NodeEffect.CloseDataset close -> feed.close();
            case NodeEffect.FindRecords wanted ->
                feed.find(records -> call(now -> node.recordsFound(wanted.generation(), records)));
            case NodeEffect.Suspected suspected -> reports.suspected(suspected.user());
            case NodeEffect.Noticed noticed -> time.note(() -> self().user() + " notices: " + noticed.text());
            case NodeEffect.CopiesHeld held -> reports.copiesHeld(held);
            case NodeEffect.TaskEnded ended -> {
                Consumer<TaskOutcome> waiting = task;
                task = null;
                if (waiting != null) {
                    waiting.accept(ended.outcome());
                }
            }
            case NodeEffect.QueryEnded ended -> {
                Consumer<DirectMessage.DirectAnswer> waiting = queries.remove(ended.id());
                if (waiting != null) {
                    waiting.accept(ended.answer());
                }
            }
        }
    }

    private InetSocketAddress address(NodeEffect.Port port) {
        return switch (port) {
            case FROM_LEFT -> self().fromLeft();
            case TO_RIGHT -> self().toRight();
            case QUERIES -> self().queries();
        };
    }

    void close() {
        takeInbox();
        closed = true;
        ports.forEach(network::close);
        feed.close();
        Consumer<TaskOutcome> waiting = task;
        task = null;
        if (waiting != null) {
            waiting.accept(new TaskOutcome.RingFailed(FailureReason.NOT_IN_DHT, SimulatedPeer.ENDED));
        }
        queries.forEach((id, query) -> query.accept(
                new DirectMessage.RequestRefused(id, FailureReason.NOT_IN_DHT.name(), SimulatedPeer.ENDED)));
        queries.clear();
    }
}
