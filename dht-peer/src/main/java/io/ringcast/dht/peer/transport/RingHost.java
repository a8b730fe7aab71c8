package io.ringcast.dht.peer.transport;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.peer.dataset.CsvDataset;
import io.ringcast.dht.peer.dataset.DatasetException;
import io.ringcast.dht.peer.dataset.DatasetSource;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.Datagrams;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a session wants of the ring node and its dataset. What waits for files and sockets has a thread of its own. */
public final class RingHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RingHost.class);
    private static final String ENDED = "this peer has ended";

    private final Datagrams datagrams;
    private final ReplyGuard guard;
    private final DatasetSource source;
    private final NodeSettings settings;
    private final String run;
    private final QueryMeters meters;
    private final VitalThreads vital;
    private final Reports reports;
    private final ExecutorService working = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("ring-host").factory());

    private volatile @Nullable RingProcess process;
    private volatile @Nullable CsvDataset dataset;
    private int opened;

    /** What the session is told. */
    public interface Reports {
        /** {@link SessionEffect.Work} is done. */
        void done(long number, @Nullable String fault);

        /** The node has a place in a ring, or has none any more. */
        void placed(@Nullable Membership place);

        /** The managers are to know which slots' records the node has. */
        void copiesHeld(NodeEffect.CopiesHeld held);

        /** A neighbour acknowledges nothing. */
        void suspected(String neighbour);

        /** The {@link SessionEffect.RingTask} is over. */
        void taskEnded(TaskOutcome outcome);

        /** {@link SessionEffect.AskMember} is over. */
        void answered(long query, DirectMessage.DirectAnswer answer);
    }

    /** Makes a host, given who is told. */
    @FunctionalInterface
    public interface Opener {
        /** Makes it. */
        RingHost open(Reports reports);
    }

    /**
     * A host without a node.
     *
     * @param guard says whose queries are answered
     * @param source where the dataset is
     * @param settings of the nodes
     * @param run names this run of the process
     */
    public RingHost(
            Datagrams datagrams,
            ReplyGuard guard,
            DatasetSource source,
            NodeSettings settings,
            String run,
            MeterRegistry meters,
            VitalThreads vital,
            Reports reports) {
        this.datagrams = datagrams;
        this.guard = guard;
        this.source = source;
        this.settings = settings;
        this.run = run;
        this.meters = new QueryMeters(meters);
        this.vital = vital;
        this.reports = reports;
    }

    /** The node that runs, or the last one if the peer has ended; null if there is none. */
    public @Nullable RingProcess process() {
        return process;
    }

    /**
     * Asks a member for a record.
     *
     * @throws IllegalStateException if there is no node, or it is closed or overloaded
     */
    public void query(Member entry, String name, Consumer<DirectMessage.DirectAnswer> answered) {
        query(entry, name, settings.answerMax(), answered);
    }

    private void query(Member entry, String name, Duration patience, Consumer<DirectMessage.DirectAnswer> answered) {
        long start = System.nanoTime();
        require().query(entry, name, patience, answer -> {
            meters.answered(answer, System.nanoTime() - start);
            answered.accept(answer);
        });
    }

    void perform(SessionEffect.ForRing effect) {
        switch (effect) {
            case SessionEffect.CheckDataset check ->
                work(check, () -> dataset = CsvDataset.validate(source.of(check.year())));
            case SessionEffect.OpenRing open -> work(open, () -> open(open.self()));
            case SessionEffect.CloseRing close -> work(close, this::closeProcess);
            case SessionEffect.RingTask task -> start(task);
            case SessionEffect.DropRing drop -> drop(drop);
            case SessionEffect.TakeView view -> take(view.news());
            case SessionEffect.AskMember query -> ask(query);
        }
    }

    private interface Job {
        void run() throws DatasetException;
    }

    private void work(SessionEffect.Work work, Job job) {
        try {
            working.execute(() -> reports.done(work.number(), faultOf(job)));
        } catch (RejectedExecutionException e) {
            log.debug("The ring's work is done no more", e);
            reports.done(work.number(), ENDED);
        }
    }

    private @Nullable String faultOf(Job job) {
        try {
            job.run();
            return null;
        } catch (DatasetException | TransportException e) {
            return String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            log.error("The ring's work failed", e);
            return e.toString();
        } catch (Error e) {
            vital.failed("the ring's host", e); // The command that waits for it would never end.
            throw e;
        }
    }

    private void open(Member self) {
        opened++;
        RingNode node = new RingNode(self, settings, RandomGenerator.getDefault(), new RequestIds(run + "r" + opened));
        process = new RingProcess(
                node,
                receiver -> new RingPorts(datagrams, self, guard, receiver),
                new DatasetFeed(source, vital),
                reports::placed,
                reports::copiesHeld,
                reports::suspected,
                vital);
    }

    private void closeProcess() {
        RingProcess closing = process;
        process = null;
        if (closing != null) {
            closing.close();
        }
    }

    private void start(SessionEffect.RingTask task) {
        try {
            RingProcess ring = require();
            switch (task) {
                case SessionEffect.SetUpRing setUp ->
                    ring.setUp(
                            setUp.members(),
                            setUp.epoch(),
                            setUp.copies(),
                            setUp.overlay(),
                            Objects.requireNonNull(dataset, "a checked dataset"),
                            reports::taskEnded);
                case SessionEffect.LeaveRing leave -> ring.leave(leave.epochMax(), leave.granted(), reports::taskEnded);
                case SessionEffect.JoinRing join -> ring.join(join.leader(), join.granted(), reports::taskEnded);
                case SessionEffect.TearDownRing tearDown -> ring.tearDown(tearDown.epochMax(), reports::taskEnded);
            }
        } catch (IllegalStateException e) {
            reports.taskEnded(new TaskOutcome.RingFailed(FailureReason.NOT_IN_DHT, String.valueOf(e.getMessage())));
        }
    }

    private RingProcess require() {
        RingProcess ring = process;
        if (ring == null) {
            throw new IllegalStateException(ENDED);
        }
        return ring;
    }

    private void drop(SessionEffect.DropRing drop) {
        try {
            require().drop(drop.epochMax(), drop.reason(), drop.text());
        } catch (IllegalStateException e) {
            log.debug("There is no ring to drop", e);
        }
    }

    private void take(ViewNews view) {
        try {
            require().decreed(view);
        } catch (IllegalStateException e) {
            log.debug("There is no node that could take a seat", e);
        }
    }

    private void ask(SessionEffect.AskMember query) {
        try {
            query(
                    query.entry(),
                    query.name(),
                    settings.attemptMax(),
                    answer -> reports.answered(query.query(), answer));
        } catch (IllegalStateException e) {
            reports.answered(
                    query.query(),
                    new DirectMessage.RequestRefused(
                            new RequestId(run, query.query()),
                            FailureReason.NOT_IN_DHT.name(),
                            String.valueOf(e.getMessage())));
        }
    }

    /** Ends the node; it stays visible, and refuses what it is asked. */
    @Override
    public void close() {
        working.shutdown();
        RingProcess last = process;
        if (last != null) {
            last.close();
        }
    }
}
