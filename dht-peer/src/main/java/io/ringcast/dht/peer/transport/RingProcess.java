package io.ringcast.dht.peer.transport;

import io.ringcast.dht.peer.dataset.CsvDataset;
import io.ringcast.dht.peer.ring.DatasetShape;
import io.ringcast.dht.peer.ring.Effect;
import io.ringcast.dht.peer.ring.FailureReason;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.TaskOutcome;
import io.ringcast.protocol.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link RingNode}: a thread that takes what has arrived, as much as there is, and then sends what follows from
 * all of it. Under load that puts many messages into one datagram and many datagrams under one acknowledgement.
 */
public final class RingProcess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RingProcess.class);
    private static final int INBOX_MAX = 8_192;
    private static final int BUNDLE_MAX = 256;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final RingNode node;
    private final RingPorts ports;
    private final DatasetFeed feed;
    private final BlockingQueue<LongConsumer> inbox = new ArrayBlockingQueue<>(INBOX_MAX);
    private final Map<RequestId, CompletableFuture<DirectMessage.Answer>> queries = new HashMap<>();
    private final AtomicLong dropped = new AtomicLong();
    private final long startNanos = System.nanoTime();
    private final Thread thread;

    private @Nullable CompletableFuture<TaskOutcome> task;
    private volatile boolean closed;

    /**
     * Opens the ports and starts the thread.
     *
     * @throws io.ringcast.protocol.transport.TransportException if a port cannot be opened
     */
    public RingProcess(RingNode node, RingPorts.Opener opener, DatasetFeed feed) {
        this.node = node;
        this.feed = feed;
        this.ports = opener.open(this::arrived);
        this.thread = Thread.ofPlatform()
                .name("ring-" + node.status().self().user())
                .daemon()
                .start(this::run);
    }

    /** Called by the sockets' threads. A full inbox drops the datagram, as a full socket buffer would: it comes again. */
    private void arrived(InetSocketAddress from, PeerMessage message) {
        if (!inbox.offer(now -> node.receive(from, message, now))) {
            dropped.incrementAndGet();
        }
    }

    /** Datagrams dropped because the node was too slow. */
    public long dropped() {
        return dropped.get();
    }

    /** Builds and loads a ring. The future always completes normally. */
    public CompletableFuture<TaskOutcome> setUp(List<Member> members, CsvDataset dataset) {
        return start(now -> {
            feed.use(dataset);
            node.setUp(members, dataset.shape(), now);
        });
    }

    /** Leaves the ring. The future always completes normally. */
    public CompletableFuture<TaskOutcome> leave() {
        return start(node::leave);
    }

    /** Tears the ring down. The future always completes normally. */
    public CompletableFuture<TaskOutcome> tearDown() {
        return start(node::tearDown);
    }

    private CompletableFuture<TaskOutcome> start(LongConsumer command) {
        CompletableFuture<TaskOutcome> outcome = new CompletableFuture<>();
        call(now -> {
            task = outcome;
            command.accept(now);
        });
        return outcome;
    }

    /** Asks a member for a record. */
    public CompletableFuture<DirectMessage.Answer> query(Member entry, String name) {
        CompletableFuture<DirectMessage.Answer> answer = new CompletableFuture<>();
        call(now -> queries.put(node.query(entry, name, now), answer));
        return answer;
    }

    /** Asks for a record from this member on. */
    public CompletableFuture<DirectMessage.Answer> queryHere(String name) {
        return query(node.status().self(), name);
    }

    /** Reads something of the node, on its thread. */
    public <T> CompletableFuture<T> inspect(Function<RingNode, T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        call(now -> answer.complete(question.apply(node)));
        return answer;
    }

    private void call(LongConsumer action) {
        try {
            if (closed || !inbox.offer(action, 5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the ring node is closed or overloaded");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void run() {
        List<LongConsumer> bundle = new ArrayList<>(BUNDLE_MAX);
        while (!closed) {
            try {
                take(bundle);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            long now = System.nanoTime() - startNanos;
            bundle.forEach(input -> guarded(() -> input.accept(now)));
            guarded(() -> node.flush(now).forEach(this::perform));
            bundle.clear();
        }
    }

    private static void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            log.error("The ring node failed on an input; it goes on with the next", e);
        }
    }

    private void take(List<LongConsumer> bundle) throws InterruptedException {
        long wake = node.wakeAtNanos();
        long wait = wake == Long.MAX_VALUE ? IDLE_NANOS : wake - (System.nanoTime() - startNanos);
        LongConsumer first = wait > 0 ? inbox.poll(Math.min(wait, IDLE_NANOS), TimeUnit.NANOSECONDS) : inbox.poll();
        if (first != null) {
            bundle.add(first);
            inbox.drainTo(bundle, BUNDLE_MAX - 1);
        }
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Effect.Send send -> ports.send(send);
            case Effect.OpenDataset open -> feed.open(this::opened, this::refused);
            case Effect.ReadRecords read -> feed.read(read.most(), this::read, this::refused);
            case Effect.CloseDataset close -> feed.close();
            case Effect.TaskEnded ended -> {
                CompletableFuture<TaskOutcome> waiting = task;
                task = null;
                if (waiting != null) {
                    waiting.complete(ended.outcome());
                }
            }
            case Effect.QueryEnded ended -> {
                CompletableFuture<DirectMessage.Answer> waiting = queries.remove(ended.id());
                if (waiting != null) {
                    waiting.complete(ended.answer());
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

    /** Stops the thread and closes the ports. What is under way fails. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ports.close();
        feed.end();
        CompletableFuture<TaskOutcome> waiting = task;
        if (waiting != null) {
            waiting.complete(new TaskOutcome.RingFailed(FailureReason.NOT_IN_DHT, "this peer has ended"));
        }
        queries.forEach((id, query) ->
                query.complete(new DirectMessage.Refused(id, FailureReason.NOT_IN_DHT.name(), "this peer has ended")));
    }
}
