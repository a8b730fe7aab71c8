package io.ringcast.reservation.server.replication;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell around {@link Replica}: one thread that takes events in batches, hands them in, and carries out the effects.
 * What arrives while a batch is being stored is the next batch, so that the disk is asked once for many changes; a
 * coordinator may wait an instant for more ({@link Gathering}).
 *
 * <p>When storing fails, or the replica finds that it cannot be right, it leaves the group, refuses requests, and tries
 * again from its disk after a while: the others go on without it.
 */
public final class ReplicaRunner<S, C, O> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    private static final int BATCH_EVENTS_MAX = 1_000;
    /** Beyond this, requests are dropped: their clients ask again. */
    private static final int QUEUED_REQUESTS_MAX = 20_000;
    /** Beyond this, the replica is too slow for its group and starts again. */
    private static final int QUEUED_EVENTS_MAX = 200_000;

    private static final int STATE_PART_BYTES = 256 * 1024;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration HOLDING = Duration.ofMillis(Outbox.HELD_MILLIS_MAX + 1);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(3);

    private final StateMachine<S, C, O> machine;
    private final int minMembers;
    private final Supplier<ReplicaStorage> storages;
    private final Supplier<Group> groups;
    private final AnswerSink<O> answers;
    private final ReplicaObserver<S> observer;
    private final BlockingQueue<Event<C>> queue = new LinkedBlockingQueue<>(QUEUED_EVENTS_MAX);
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean overflowed;
    private volatile @Nullable ReplicaStorage storage;
    private volatile ReplicaReport<S> report =
            new ReplicaReport<>(Phase.JOINING, null, List.of(), 0, null, 0, "", 0, 0, 0, 0, null);
    private final Arrivals arrivals = new Arrivals();
    private final Checkpoints<S, O> checkpoints;

    /**
     * Starts; returns before the group is joined.
     *
     * @param first the storage, already opened, so that a directory that cannot be used is told at the start
     * @param storages opens the storage again after a failure
     */
    public static <S, C, O> ReplicaRunner<S, C, O> start(
            StateMachine<S, C, O> machine,
            int minMembers,
            ReplicaStorage first,
            Supplier<ReplicaStorage> storages,
            GroupSettings group,
            AnswerSink<O> answers,
            ReplicaObserver<S> observer) {
        return start(
                machine,
                minMembers,
                first,
                storages,
                () -> new JGroupsGroup(group, observer),
                answers,
                observer,
                group.name());
    }

    static <S, C, O> ReplicaRunner<S, C, O> start(
            StateMachine<S, C, O> machine,
            int minMembers,
            ReplicaStorage first,
            Supplier<ReplicaStorage> storages,
            Supplier<Group> groups,
            AnswerSink<O> answers,
            ReplicaObserver<S> observer,
            String name) {
        var runner = new ReplicaRunner<>(machine, minMembers, storages, groups, answers, observer, name);
        runner.storage = first;
        runner.thread.start();
        return runner;
    }

    private ReplicaRunner(
            StateMachine<S, C, O> machine,
            int minMembers,
            Supplier<ReplicaStorage> storages,
            Supplier<Group> groups,
            AnswerSink<O> answers,
            ReplicaObserver<S> observer,
            String name) {
        this.machine = machine;
        this.minMembers = minMembers;
        this.storages = storages;
        this.groups = groups;
        this.answers = answers;
        this.observer = observer;
        this.checkpoints = new Checkpoints<>(machine);
        this.thread = Thread.ofPlatform().name("replica-" + name).unstarted(this::live);
    }

    /** Takes a client's request; from any thread, never blocks. */
    public void request(Request<C> request) {
        if (queue.size() >= QUEUED_REQUESTS_MAX || !queue.offer(new Event.Requested<>(request, System.nanoTime()))) {
            observer.dropped("queue full");
        }
    }

    /** What the replica last told of itself. */
    public ReplicaReport<S> report() {
        return report;
    }

    /** The stored changes after an index, oldest first, at most so many; none while there is no storage. */
    public List<LogEntry> log(long afterIndex, int countMax) {
        ReplicaStorage current = storage;
        return current == null ? List.of() : current.page(afterIndex, countMax);
    }

    private void live() {
        while (!closed) {
            try {
                liveOnce();
            } catch (RuntimeException e) {
                if (!closed) {
                    failed(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void failed(RuntimeException e) {
        log.error(
                "the replica left its group and starts again in {} s: {}", RETRY_AFTER.toSeconds(), e.getMessage(), e);
        observer.failed(e);
        ReplicaReport<S> before = report;
        report = new ReplicaReport<>(
                Phase.JOINING,
                null,
                List.of(),
                before.epoch(),
                before.application(),
                before.index(),
                before.digest(),
                before.lost(),
                before.forgotten(),
                0,
                0,
                String.valueOf(e.getMessage()));
        try {
            refuseFor(RETRY_AFTER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the next life: clients are told at once, and what the group said belongs to the past. */
    private void refuseFor(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!closed) {
            long left = end - System.nanoTime();
            Event<C> event = left <= 0 ? null : queue.poll(left, TimeUnit.NANOSECONDS);
            if (event == null) {
                break;
            }
            if (event instanceof Event.Requested<C> requested) {
                Request<C> request = requested.request();
                answers.unavailable(request.from(), request.id(), request.attempt());
            }
        }
        queue.removeIf(event -> !(event instanceof Event.Requested<C>));
        overflowed = false;
    }

    /** From joining the group to leaving it. */
    private void liveOnce() throws InterruptedException {
        ReplicaStorage opened = storage;
        if (opened == null) {
            opened = storages.get();
            storage = opened;
        }
        try (ReplicaStorage disk = opened;
                Group group = groups.get()) {
            ReplicaStorage.Contents contents = disk.load();
            ReplicaState<S, O> stored = restore(contents);
            MemberId self = group.join(new Inbox());
            var replica =
                    new Replica<>(self, machine, minMembers, disk, stored, contents.certainIndex(), contents.lost());
            serve(replica, group, disk);
        } finally {
            storage = null;
        }
    }

    private @Nullable ReplicaState<S, O> restore(ReplicaStorage.Contents contents) {
        Encoded image = contents.image();
        if (image == null) {
            return null;
        }
        ReplicaState<S, O> state = StateImage.decode(machine, image.bytes());
        for (LogEntry entry : contents.changes()) {
            state = state.replay(machine, entry);
        }
        checkpoints.written(image.bytes().length);
        checkpoints.appended(contents.changes().size());
        return state.in(contents.lineage());
    }

    /** Takes what the group layer brings, in its threads. */
    private final class Inbox implements Group.Listener {
        @Override
        public void viewInstalled(GroupView view) {
            offer(new Event.ViewInstalled<>(view));
        }

        @Override
        public void delivered(MemberId from, byte[] message) {
            try {
                ReplicaMessage decoded = ReplicaMessages.decode(message);
                log.debug("<- {} {}", from, decoded);
                offer(new Event.Delivered<>(from, decoded));
            } catch (IOException e) {
                observer.dropped("malformed");
                log.warn("a message of {} was dropped: {}", from, e.getMessage());
            }
        }

        private void offer(Event<C> event) {
            if (!queue.offer(event)) {
                overflowed = true;
            }
        }
    }

    private void serve(Replica<S, C, O> replica, Group group, ReplicaStorage disk) throws InterruptedException {
        List<Event<C>> batch = new ArrayList<>();
        var gathering = new Gathering<C>();
        while (!closed) {
            Duration wait = replica.isHoldingAnswers() ? HOLDING : IDLE;
            long waitNanos = gathering.isEmpty() ? wait.toNanos() : gathering.nanosLeft(System.nanoTime());
            Event<C> first = queue.poll(waitNanos, TimeUnit.NANOSECONDS);
            if (overflowed) {
                throw new IllegalStateException(
                        "more than %d events wait: this server is too slow for its group".formatted(QUEUED_EVENTS_MAX));
            }
            if (first != null) {
                batch.add(first);
                queue.drainTo(batch, BATCH_EVENTS_MAX - 1);
            }
            long nanos = System.nanoTime();
            List<Event<C>> due = gathering.sift(batch, replica.isOrdering(), nanos);
            batch.clear();
            if (due.isEmpty() && !replica.isHoldingAnswers()) {
                disk.maintain();
                continue;
            }
            replica.at(System.currentTimeMillis(), TimeUnit.NANOSECONDS.toMillis(nanos));
            for (Event<C> event : due) {
                if (event instanceof Event.ViewInstalled<C> installed) {
                    log.info("view {}", installed.view().members());
                    observer.viewInstalled(installed.view().members().size());
                }
                if (event instanceof Event.Requested<C> requested) {
                    arrivals.arrived(requested.request().id(), requested.nanos());
                }
                replica.handle(event);
            }
            List<Effect<S, O>> effects = replica.drain();
            for (Effect<S, O> effect : effects) {
                if (!(effect instanceof Effect.Answer<S, O>)) {
                    answers.flush(); // What comes after answers must not make them late.
                }
                carryOut(effect, group, disk, replica);
            }
            answers.flush();
            publish(replica);
            checkpoints.writeIfDue(replica.state(), disk);
            disk.maintain();
        }
    }

    private void carryOut(Effect<S, O> effect, Group group, ReplicaStorage disk, Replica<S, C, O> replica) {
        switch (effect) {
            case Effect.Send<S, O> e -> {
                log.debug("-> {} {}", e.to(), e.message());
                group.send(e.to(), ReplicaMessages.encode(e.message()));
            }
            case Effect.Broadcast<S, O> e -> {
                log.debug("-> all {}", e.message());
                group.broadcast(ReplicaMessages.encode(e.message()));
            }
            case Effect.SendState<S, O> e -> sendState(e, group);
            case Effect.Append<S, O> e -> {
                long before = System.nanoTime();
                disk.append(e.entries(), e.certainIndex());
                observer.stored(e.entries().size(), System.nanoTime() - before);
                checkpoints.appended(e.entries().size());
                publish(replica);
            }
            case Effect.BeginEpoch<S, O> e -> disk.beginEpoch(e.lineage());
            case Effect.Adopt<S, O> e -> {
                byte[] image = StateImage.encode(machine, e.state());
                disk.adopt(
                        image,
                        e.state().index(),
                        e.state().lineage(),
                        e.state().recent().all(),
                        e.lost());
                checkpoints.written(image.length);
                observer.adopted(e.state().index());
                log.info("has the state of the group at index {}", e.state().index());
            }
            case Effect.SettleLost<S, O> e -> disk.settle(e.change());
            case Effect.Answer<S, O> e -> {
                long waited = arrivals.answered(e.id(), System.nanoTime());
                if (waited >= 0) {
                    observer.ordered(waited);
                }
                answers.answer(e.to(), e.id(), e.attempt(), e.index(), e.outcome());
            }
            case Effect.Refuse<S, O> e -> answers.unavailable(e.to(), e.id(), e.attempt());
        }
    }

    private void sendState(Effect.SendState<S, O> effect, Group group) {
        List<Encoded> parts = StateImage.parts(StateImage.encode(machine, effect.state()), STATE_PART_BYTES);
        for (MemberId to : effect.to()) {
            for (int i = 0; i < parts.size(); i++) {
                var part = new ReplicaMessage.StatePart(effect.view(), i, parts.size(), parts.get(i));
                group.send(to, ReplicaMessages.encode(part));
            }
        }
    }

    /** Before answers go out, so that whoever was answered finds the state of the answer here. */
    private void publish(Replica<S, C, O> replica) {
        ReplicaState<S, O> state = replica.state();
        GroupView view = replica.view();
        report = new ReplicaReport<>(
                replica.phase(),
                view == null ? null : view.coordinator(),
                view == null ? List.of() : view.members(),
                state == null ? 0 : state.lineage().epoch().counter(),
                state == null ? null : state.application(),
                state == null ? 0 : state.index(),
                state == null ? "" : state.chain().hex(),
                replica.lostCount(),
                replica.forgottenCount(),
                replica.pendingCount(),
                queue.size(),
                null);
        observer.reported(report);
    }

    /** Leaves the group and closes the storage. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
