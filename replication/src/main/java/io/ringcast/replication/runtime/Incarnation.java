package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.FatalException;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.NetworkUnavailableException;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.core.Outbox;
import io.ringcast.replication.core.Replica;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.log.SnapshotCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of a replica: it opens its disk, joins the group, serves, and leaves. It ends on request, on a failure, or when a
 * {@link Watchdog} finds that the replica's thread or the checkpoint thread is stuck. In the last case the watchdog leaves the
 * group without waiting for that thread, so that the others can continue. When the thread moves again, it sends nothing more.
 */
final class Incarnation<S, C, O> {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    private static final int BATCH_EVENTS_MAX = 1_000;
    private static final Duration IDLE = Duration.ofMillis(500);
    /** The resolution of the deadline of a view change. */
    private static final Duration DECIDING = Duration.ofMillis(50);

    private static final Duration HOLDING = Duration.ofMillis(Outbox.HELD_MILLIS_MAX + 1);

    /** Long, since nobody waits for a server that has not joined yet. */
    private static final Duration OPENING_LIMIT = Duration.ofMinutes(2);

    /** Long, since a joining server first decodes the state of its group, which may be large. */
    private static final Duration JOINING_LIMIT = Duration.ofSeconds(60);

    /** The process ends if a thread is still stuck so long after the server has left its group. */
    private static final Duration STALLED_MAX = Duration.ofSeconds(10);

    private static final String REPLICA = "the replica";

    private final ReplicaEnvironment<S, C, O> environment;
    private final BlockingQueue<ReplicaEvent<C>> queue;
    private final Inbox<C> inbox;
    private final ArrivalTimes arrivals = new ArrivalTimes();
    private final Checkpoints<S, O> checkpoints;
    private final Progress progress = new Progress();
    private final Progress checkpointProgress = new Progress();
    private final Consumer<ReplicaReport<S>> reports;
    private volatile @Nullable ReplicaStorage disk;
    private volatile @Nullable Group group;
    /** Why the watchdog left the group; null while it has not. The replica's thread may still be running. */
    private volatile @Nullable String over;

    /** Why the group must be joined again; null while it need not. */
    private volatile @Nullable String networkChange;

    private volatile long activeSinceNanos;
    private volatile boolean wasActive;

    /**
     * Creates an incarnation that has not begun.
     *
     * @param reports told how the replica stands, in the replica's thread
     */
    Incarnation(
            ReplicaEnvironment<S, C, O> environment,
            BlockingQueue<ReplicaEvent<C>> queue,
            Consumer<ReplicaReport<S>> reports) {
        this.environment = environment;
        this.queue = queue;
        this.reports = reports;
        this.inbox = new Inbox<>(queue, environment.observer(), environment.vital());
        this.checkpoints = new Checkpoints<>(environment.machine(), environment.vital());
    }

    /** Runs in the replica's thread until the end is wanted; throws any failure. */
    void run(BooleanSupplier endWanted) throws InterruptedException {
        Watchdog replicaWatch = watch(REPLICA, progress);
        Watchdog checkpointWatch = watch("the checkpoint", checkpointProgress);
        try {
            openAndServe(endWanted);
        } catch (FatalException | Error e) {
            failed(e, endWanted);
            throw e;
        } finally {
            environment.answers().discard();
            replicaWatch.close();
            checkpointWatch.close();
        }
    }

    /** Ending interrupts writes, which then fail although the disk is well. */
    private void failed(Throwable e, BooleanSupplier endWanted) {
        if (!endWanted.getAsBoolean()) {
            environment.vital().failed(REPLICA, e);
        }
    }

    private void openAndServe(BooleanSupplier endWanted) throws InterruptedException {
        progress.begin("the opening of the disk", OPENING_LIMIT);
        try (ReplicaStorage opened = environment.storages().get()) {
            var watched = new WatchedStorage(opened, progress, checkpointProgress, environment.suspectAfter());
            disk = watched;
            joinAndServe(watched, endWanted);
        } finally {
            disk = null;
        }
    }

    private void joinAndServe(ReplicaStorage opened, BooleanSupplier endWanted) throws InterruptedException {
        ReplicaStorage.Contents contents = opened.load();
        ReplicaState<S, O> stored = restore(contents);
        ensureNotOver();
        progress.begin("the joining of the group", JOINING_LIMIT);
        try (Group joined = environment.groups().get();
                var states =
                        new SnapshotSender<S, O>(environment.machine(), joined, inbox::failed, environment.vital())) {
            group = joined;
            ensureNotOver();
            MemberId self = joined.join(inbox);
            var replica = new Replica<>(
                    self,
                    environment.machine(),
                    environment.viewChange(),
                    opened,
                    stored,
                    contents.certainIndex(),
                    contents.lost());
            serve(
                    replica,
                    opened,
                    states,
                    new EffectExecutor<>(environment, joined, opened, states, checkpoints, arrivals, progress),
                    endWanted);
        } catch (FatalException | Error e) {
            failed(e, endWanted); // Before leaving the group, which may take a while.
            throw e;
        } finally {
            inbox.close();
            progress.begin("the closing of the disk", OPENING_LIMIT);
        }
    }

    private @Nullable ReplicaState<S, O> restore(ReplicaStorage.Contents contents) {
        Encoded snapshot = contents.snapshot();
        if (snapshot == null) {
            return null;
        }
        ReplicaState<S, O> state = SnapshotCodec.decode(environment.machine(), snapshot.bytes());
        for (LogEntry entry : contents.changes()) {
            state = state.replay(environment.machine(), entry);
        }
        checkpoints.written(snapshot.bytes().length);
        checkpoints.appended(contents.changes().size());
        return state.in(contents.epochs());
    }

    private void serve(
            Replica<S, C, O> replica,
            ReplicaStorage opened,
            SnapshotSender<S, O> states,
            EffectExecutor<S, C, O> performer,
            BooleanSupplier endWanted)
            throws InterruptedException {
        List<ReplicaEvent<C>> batch = new ArrayList<>();
        var gathering = new RequestBatching<C>();
        while (!endWanted.getAsBoolean()) {
            Duration wait = replica.isHoldingAnswers() ? HOLDING : replica.isDeciding() ? DECIDING : IDLE;
            long waitNanos = gathering.isEmpty() ? wait.toNanos() : gathering.nanosLeft(System.nanoTime());
            progress.rest();
            ReplicaEvent<C> first = queue.poll(waitNanos, TimeUnit.NANOSECONDS);
            progress.begin(
                    "a batch of events", replica.phase() == Phase.ACTIVE ? environment.suspectAfter() : JOINING_LIMIT);
            ensureNotOver();
            inbox.check();
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH_EVENTS_MAX - 1);
            }
            long nanos = System.nanoTime();
            List<ReplicaEvent<C>> due = gathering.sift(batch, replica.isOrdering(), nanos);
            batch.clear();
            if (due.isEmpty() && !replica.isHoldingAnswers() && !replica.isDeciding()) {
                opened.maintain();
                continue;
            }
            replica.at(System.currentTimeMillis(), TimeUnit.NANOSECONDS.toMillis(nanos));
            due.forEach(event -> handle(event, replica, states));
            performer.perform(replica.drain(), this::ensureNotOver, () -> report(replica));
            report(replica);
            checkpoints.writeIfDue(replica.state(), opened);
            opened.maintain();
        }
    }

    private void handle(ReplicaEvent<C> event, Replica<S, C, O> replica, SnapshotSender<S, O> states) {
        if (event instanceof ReplicaEvent.ViewInstalled<C> installed) {
            log.info("view {}", installed.view().members());
            environment.observer().viewInstalled(installed.view().members().size());
            states.viewInstalled(installed.view().id());
        }
        if (event instanceof ReplicaEvent.Requested<C> requested) {
            arrivals.arrived(requested.request().id(), requested.nanos());
        }
        replica.handle(event);
    }

    /** Reports before answers are sent, so that a client that was answered finds the new state here. */
    private void report(Replica<S, C, O> replica) {
        if (replica.phase() == Phase.ACTIVE && !wasActive) {
            wasActive = true;
            activeSinceNanos = System.nanoTime();
        }
        reports.accept(reportOf(replica));
    }

    private ReplicaReport<S> reportOf(Replica<S, C, O> replica) {
        ReplicaState<S, O> state = replica.state();
        GroupView view = replica.view();
        return new ReplicaReport<>(
                replica.phase(),
                view == null ? null : view.leader().name(),
                view == null
                        ? List.of()
                        : view.members().stream().map(MemberId::name).toList(),
                view == null ? 0 : view.level(),
                state == null ? 0 : state.epochs().epoch().counter(),
                state == null ? null : state.application(),
                state == null ? 0 : state.index(),
                state == null ? "" : state.chain().hex(),
                replica.lost().count(),
                replica.lost().forgottenCount(),
                replica.pendingCount(),
                queue.size(),
                null);
    }

    /** Throws if this incarnation is over, before anything more is sent to the group or to clients. */
    private void ensureNotOver() {
        String change = networkChange;
        if (change != null) {
            throw new NetworkUnavailableException(change);
        }
        String reason = over;
        if (reason != null) {
            throw new StalledException(reason);
        }
    }

    /** The network on which the group was joined is gone. Any thread. */
    void networkChanged(String what) {
        networkChange = what;
        Group joining = group;
        if (joining != null) {
            joining.abandonJoin(); // Nobody answers on a network that is gone, and the attempt would take long.
        }
    }

    /** Why the watchdog left the group; null while it has not. */
    @Nullable
    String over() {
        return over;
    }

    /** How long it has served, until now or until it ended. */
    Duration served() {
        return wasActive ? Duration.ofNanos(System.nanoTime() - activeSinceNanos) : Duration.ZERO;
    }

    /** The stored changes after an index; none while there is no disk. */
    List<LogEntry> log(long afterIndex, int countMax) {
        ReplicaStorage current = disk;
        return current == null || over != null ? List.of() : current.page(afterIndex, countMax);
    }

    private Watchdog watch(String thread, Progress watched) {
        return new Watchdog(
                "watchdog of " + thread,
                watched,
                environment.suspectAfter(),
                STALLED_MAX,
                new StallReaction(thread),
                loop -> environment.vital().guard("the watchdog of " + thread, loop));
    }

    /** Reacts to a thread that is stuck. Called by the watchdog. */
    private final class StallReaction implements Watchdog.StallListener {
        private final String thread;

        private StallReaction(String thread) {
            this.thread = thread;
        }

        @Override
        public void stalled(String reason) {
            over = reason;
            inbox.close();
            environment.vital().stalled(thread, reason);
            log.error("{}: this server leaves its group, and the others go on without it", reason);
            environment.observer().stalled();
            Group left = group;
            if (left != null) {
                Thread.ofPlatform().name("leave").daemon().start(() -> leave(left));
            }
        }

        @Override
        public void recovered() {
            environment.vital().moves(thread);
        }

        @Override
        public void abandoned(String reason) {
            environment.vital().failed(thread, new FatalException(reason));
        }
    }

    private static void leave(Group group) {
        try {
            group.close();
        } catch (RuntimeException e) {
            log.warn("the group could not be left in good order; its other members notice by themselves", e);
        }
    }
}
