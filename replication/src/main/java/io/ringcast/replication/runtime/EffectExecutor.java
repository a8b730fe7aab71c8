package io.ringcast.replication.runtime;

import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.wire.ReplicaMessages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the effects of one {@link Incarnation}'s replica, in their order. For the replica's thread. */
final class EffectExecutor<S, C, O> {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    /** Sending may wait for a slow member, until the group excludes it. */
    private static final int SENDING_LIMIT = 5;

    private final StateMachine<S, C, O> machine;
    private final Group group;
    private final ReplicaStorage disk;
    private final SnapshotSender<S, O> states;
    private final AnswerSink<O> answers;
    private final ReplicaObserver<S> observer;
    private final Checkpoints<S, O> checkpoints;
    private final ArrivalTimes arrivals;
    private final Progress progress;
    private final Duration sendingLimit;

    EffectExecutor(
            ReplicaEnvironment<S, C, O> environment,
            Group group,
            ReplicaStorage disk,
            SnapshotSender<S, O> states,
            Checkpoints<S, O> checkpoints,
            ArrivalTimes arrivals,
            Progress progress) {
        this.machine = environment.machine();
        this.group = group;
        this.disk = disk;
        this.states = states;
        this.answers = environment.answers();
        this.observer = environment.observer();
        this.checkpoints = checkpoints;
        this.arrivals = arrivals;
        this.progress = progress;
        this.sendingLimit = environment.suspectAfter().multipliedBy(SENDING_LIMIT);
    }

    /**
     * Carries effects out.
     *
     * @param beforeEach run before each; throws when the rest must not be carried out
     * @param stored run after changes were stored, before anybody is told
     */
    void perform(List<ReplicaEffect<S, O>> effects, Runnable beforeEach, Runnable stored) {
        for (ReplicaEffect<S, O> effect : effects) {
            beforeEach.run();
            if (!(effect instanceof ReplicaEffect.Answer<S, O>)) {
                answers.flush(); // What comes after answers must not make them late.
            }
            perform(effect, stored);
        }
        beforeEach.run();
        answers.flush();
    }

    private void perform(ReplicaEffect<S, O> effect, Runnable stored) {
        switch (effect) {
            case ReplicaEffect.Send<S, O> e -> {
                log.debug("-> {} {}", e.to(), e.message());
                sending(() -> group.send(e.to(), ReplicaMessages.encode(e.message())));
            }
            case ReplicaEffect.Broadcast<S, O> e -> {
                log.debug("-> all {}", e.message());
                sending(() -> group.broadcast(ReplicaMessages.encode(e.message())));
            }
            case ReplicaEffect.SendSnapshot<S, O> e -> states.send(e);
            case ReplicaEffect.Append<S, O> e -> {
                long before = System.nanoTime();
                disk.append(e.entries(), e.certainIndex());
                observer.stored(e.entries().size(), System.nanoTime() - before);
                checkpoints.appended(e.entries().size());
                stored.run();
            }
            case ReplicaEffect.BeginEpoch<S, O> e -> disk.beginEpoch(e.epochs());
            case ReplicaEffect.InstallSnapshot<S, O> e -> installSnapshot(e);
            case ReplicaEffect.SettleLost<S, O> e -> disk.settle(e.change());
            case ReplicaEffect.Answer<S, O> e -> {
                long waited = arrivals.answered(e.id(), System.nanoTime());
                if (waited >= 0) {
                    observer.ordered(waited);
                }
                answers.answer(e.to(), e.id(), e.attempt(), e.index(), e.outcome());
            }
            case ReplicaEffect.Refuse<S, O> e -> answers.unavailable(e.to(), e.id(), e.attempt());
        }
    }

    private void sending(Runnable send) {
        progress.during("a message to the group", sendingLimit, send);
    }

    private void installSnapshot(ReplicaEffect.InstallSnapshot<S, O> effect) {
        long start = System.nanoTime();
        ReplicaState<S, O> state = effect.state();
        byte[] snapshot = SnapshotCodec.encode(machine, state);
        disk.installSnapshot(
                snapshot, state.index(), state.epochs(), state.recent().all(), effect.lost());
        checkpoints.written(snapshot.length);
        observer.snapshotInstalled(state.index());
        log.info(
                "has the state of the group at index {}: {} bytes, stored in {} ms",
                state.index(),
                snapshot.length,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
}
