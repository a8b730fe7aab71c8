package io.ringcast.dht.peer.transport;

import io.ringcast.dht.peer.dataset.CsvDataset;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.overlay.Overlay;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link RingNode}: hands it everything that has arrived, then sends what follows from all of it. Under load,
 * many messages share a datagram and one acknowledgement covers many datagrams.
 *
 * <p>The thread of a socket or of a caller runs the node itself, so that no other thread has to be woken for a query.
 * While several queries are open, the node's own thread runs it, which handles more of them together.
 */
public final class RingProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RingProcess.class);

    private final RingNode node;
    private final Member self;
    private final Consumer<@Nullable Membership> placed;
    private final Consumer<NodeEffect.CopiesHeld> held;
    private final Consumer<String> suspected;
    private final RingPorts ports;
    private final DatasetFeed feed;
    private final CombiningLoop loop;
    private final Map<RequestId, Consumer<DirectMessage.DirectAnswer>> queries = new HashMap<>();

    private @Nullable Consumer<TaskOutcome> task;
    /** How many of this node's own queries have no answer yet. */
    private volatile int unanswered;

    private volatile @Nullable Membership place;

    /**
     * Opens the ports and begins.
     *
     * @param placed is told of each change of the node's place
     * @param held is told what the managers are to know of the node's records
     * @param suspected is told of a neighbour that acknowledges nothing
     * @throws io.ringcast.protocol.network.TransportException if a port cannot be opened
     */
    public RingProcess(
            RingNode node,
            RingPorts.PortsOpener opener,
            DatasetFeed feed,
            Consumer<@Nullable Membership> placed,
            Consumer<NodeEffect.CopiesHeld> held,
            Consumer<String> suspected,
            VitalThreads vital) {
        this.node = node;
        this.self = node.status().self();
        this.feed = feed;
        this.placed = placed;
        this.held = held;
        this.suspected = suspected;
        this.loop = new CombiningLoop("ring-" + self.user(), new NodeWork(), vital);
        this.ports = opener.open(this::arrived);
        loop.start();
    }

    /**
     * Called by the sockets' threads. A full inbox drops the datagram, as a full socket buffer would; its sender
     * repeats it.
     */
    private void arrived(InetSocketAddress from, PeerMessage message) {
        loop.offer(now -> node.receive(from, message, now));
        runHereOrBundle();
    }

    private void runHereOrBundle() {
        if (unanswered > 1) {
            loop.wake();
        } else {
            loop.run();
        }
    }

    /** Builds and loads a ring. */
    public void setUp(
            List<Member> members,
            long epoch,
            int copies,
            Overlay overlay,
            CsvDataset dataset,
            Consumer<TaskOutcome> ended) {
        start(ended, now -> {
            feed.use(dataset);
            node.setUp(members, epoch, copies, overlay, dataset.shape(), now);
        });
    }

    /** Leaves the ring, if it is of this epoch or before, as the manager has granted. */
    public void leave(long epochMax, long granted, Consumer<TaskOutcome> ended) {
        start(ended, now -> node.leave(epochMax, granted, now));
    }

    /** Has the leader build this node into the ring, as the manager has granted. */
    public void join(Member leader, long granted, Consumer<TaskOutcome> ended) {
        start(ended, now -> node.join(leader, granted, now));
    }

    /** Tears the ring down, if it is of this epoch or before. */
    public void tearDown(long epochMax, Consumer<TaskOutcome> ended) {
        start(ended, now -> node.tearDown(epochMax, now));
    }

    private void start(Consumer<TaskOutcome> ended, LongConsumer command) {
        call(now -> {
            task = ended;
            command.accept(now);
        });
    }

    /** Asks a member for a record, for so long at most. */
    public void query(Member entry, String name, Duration patience, Consumer<DirectMessage.DirectAnswer> answered) {
        loop.put(now -> queries.put(node.query(entry, name, patience, now), answered));
        runHereOrBundle();
    }

    /** Forgets a ring of this epoch or before; what is under way in it fails. */
    public void drop(long epochMax, FailureReason reason, String text) {
        call(now -> node.drop(epochMax, reason, text, now));
    }

    /** Takes what the managers have decreed of the ring. */
    public void decreed(ViewNews view) {
        call(now -> node.decreed(view, now));
    }

    /** The member that the node is. */
    public Member self() {
        return self;
    }

    /** Whether the node had a place in a ring after what it took last. */
    public boolean isMember() {
        return place != null;
    }

    /** Reads from the node, between two bundles of inputs. */
    public <T> CompletableFuture<T> inspect(Function<RingNode, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        call(now -> answer.complete(question.apply(node)));
        return answer;
    }

    private void call(LongConsumer action) {
        loop.put(action);
        loop.wake();
    }

    private final class NodeWork implements CombiningLoop.FollowUp {
        /** Updates the membership before it reports the end of a task. */
        @Override
        public void flush(long nowNanos) {
            List<NodeEffect> effects = node.flush(nowNanos);
            Membership now = node.membership();
            if (!Objects.equals(now, place)) {
                place = now;
                placed.accept(now);
            }
            effects.forEach(RingProcess.this::perform);
            unanswered = queries.size();
        }

        @Override
        public long wakeAtNanos() {
            return node.wakeAtNanos();
        }
    }

    private void perform(NodeEffect effect) {
        switch (effect) {
            case NodeEffect.SendDatagram send -> ports.send(send);
            case NodeEffect.OpenDataset open -> feed.open(open.year(), this::opened, this::refused);
            case NodeEffect.ReadRecords read -> feed.read(read.most(), this::read, this::refused);
            case NodeEffect.CloseDataset close -> feed.close();
            case NodeEffect.FindRecords wanted ->
                feed.find(wanted, records -> call(now -> node.recordsFound(wanted.generation(), records)));
            case NodeEffect.Suspected neighbour -> suspected.accept(neighbour.user());
            case NodeEffect.Noticed noticed -> log.warn("{}: {}", self.user(), noticed.text());
            case NodeEffect.CopiesHeld copies -> held.accept(copies);
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

    private void opened(DatasetShape shape) {
        call(now -> node.datasetOpened(shape, now));
    }

    private void refused(String text) {
        call(now -> node.datasetRefused(text, now));
    }

    private void read(List<List<String>> records, boolean last) {
        call(now -> node.recordsRead(records, last, now));
    }

    /** Ends the loop and closes the ports. What is under way fails. */
    @Override
    public void close() {
        loop.close();
        ports.close();
        feed.end();
        Consumer<TaskOutcome> waiting = task;
        if (waiting != null) {
            waiting.accept(new TaskOutcome.RingFailed(FailureReason.NOT_IN_DHT, "this peer has ended"));
        }
        queries.forEach((id, query) -> query.accept(
                new DirectMessage.RequestRefused(id, FailureReason.NOT_IN_DHT.name(), "this peer has ended")));
    }
}
