package io.ringcast.replication.simulation;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LogEntries;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaLog;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.log.Told;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * The disk of one simulated server. Each effect is one transaction, which is on the disk as a whole when it returns; a
 * crash in it leaves nothing of it.
 */
final class SimulatedDisk<S, O> implements ReplicaLog {
    /** What a restart finds: a snapshot, and what was stored since. */
    private record Contents<S, O>(
            @Nullable ReplicaState<S, O> snapshot,
            PVector<LogEntry> changes,
            EpochHistory epochs,
            long certainIndex,
            PMap<Told, LostChange> lost) {
        static <S, O> Contents<S, O> none() {
            return new Contents<>(null, TreePVector.empty(), EpochHistory.NONE, 0, OrderedPMap.empty());
        }
    }

    private Contents<S, O> written = Contents.none();
    private Contents<S, O> synced = Contents.none();

    void store(ReplicaEffect<S, O> effect) {
        Contents<S, O> before = written;
        written = switch (effect) {
            case ReplicaEffect.Append<S, O> e ->
                new Contents<>(
                        before.snapshot(),
                        before.changes().plusAll(e.entries()),
                        before.epochs(),
                        e.certainIndex(),
                        before.lost());
            case ReplicaEffect.BeginEpoch<S, O> e ->
                new Contents<>(before.snapshot(), before.changes(), e.epochs(), before.certainIndex(), before.lost());
            case ReplicaEffect.InstallSnapshot<S, O> e -> {
                PMap<Told, LostChange> lost = OrderedPMap.empty();
                for (LostChange change : e.lost()) {
                    lost = lost.plus(Told.of(change.entry()), change);
                }
                yield new Contents<>(e.state(), TreePVector.empty(), e.state().epochs(), 0, lost);
            }
            case ReplicaEffect.SettleLost<S, O> e ->
                new Contents<>(
                        before.snapshot(),
                        before.changes(),
                        before.epochs(),
                        before.certainIndex(),
                        before.lost().minus(e.change()));
            default -> throw new IllegalArgumentException("not for the disk: " + effect);
        };
        if (syncs(effect)) {
            synced = written;
        }
    }

    /** With durability {@code always} what is written is on the disk when the write returns. The disk of a planted bug does not keep to it. */
    static boolean syncs(ReplicaEffect<?, ?> effect) {
        return true;
    }

    /** What was written and not synced is gone. */
    void losesPower() {
        written = synced;
    }

    void wipe() {
        written = Contents.none();
        synced = Contents.none();
    }

    /** Whether the server has been in an epoch that was open. */
    boolean knowsAnOpenEpoch() {
        return !written.epochs().openEpoch().equals(Epoch.NONE);
    }

    boolean isEmpty() {
        return written.snapshot() == null;
    }

    /** What the program of a restarted server makes of it. */
    @Nullable
    ReplicaState<S, O> load(StateMachine<S, ?, O> machine) {
        if (written.snapshot() == null) {
            return null;
        }
        // What the disk gives back went through bytes: so does it here.
        var state = SnapshotCodec.decode(machine, SnapshotCodec.encode(machine, written.snapshot()));
        for (LogEntry entry : LogEntries.decode(LogEntries.encode(written.changes()))) {
            state = state.replay(machine, entry);
        }
        return state.in(written.epochs());
    }

    long certainIndex() {
        return written.certainIndex();
    }

    List<LostChange> lost() {
        return List.copyOf(written.lost().values());
    }

    @Override
    public List<LogEntry> after(long index) {
        return written.changes().stream().filter(e -> e.index() > index).toList();
    }
}
