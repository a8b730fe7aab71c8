package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.FatalException;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.ReplicaStorage;
import io.ringcast.replication.log.SnapshotCodec;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the state as a whole from time to time, so that a restart need not apply all changes again. One checkpoint is
 * written at a time, in a thread of its own; all other methods are for the replica's thread.
 *
 * <p>The cost of a checkpoint grows with the state, and that of a restart with the log since. So, as in a
 * log-structured store, a checkpoint is due when the log has grown to a few times the size of the state, and to a
 * minimum number of changes. It is written slowly: all servers of a group write theirs at about the same time, and
 * nothing waits for it.
 */
final class Checkpoints<S, O> {
    private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

    private static final long CHANGES_MIN = 20_000;

    /** How many times as large as the snapshot the log grows: a restart reads both. */
    private static final long LOG_TO_SNAPSHOT = 2;

    /** The approximate length of a change in the log. */
    private static final int CHANGE_BYTES = 300;

    private final StateMachine<S, ?, O> machine;
    private final VitalThreads vital;
    private final AtomicBoolean writing = new AtomicBoolean();
    private long changes;
    private volatile long snapshotBytes;

    Checkpoints(StateMachine<S, ?, O> machine, VitalThreads vital) {
        this.machine = machine;
        this.vital = vital;
    }

    /** Counts changes that were appended to the log. */
    void appended(int count) {
        changes += count;
    }

    /** Notes that the state was written elsewhere, or found at the start, with this length. */
    void written(long bytes) {
        changes = 0;
        snapshotBytes = bytes;
    }

    void writeIfDue(@Nullable ReplicaState<S, O> state, ReplicaStorage disk) {
        long enough = Math.max(CHANGES_MIN, LOG_TO_SNAPSHOT * snapshotBytes / CHANGE_BYTES);
        if (state == null || changes < enough || !writing.compareAndSet(false, true)) {
            return;
        }
        changes = 0;
        long installations = disk.installations();
        Thread.ofPlatform().name("checkpoint").daemon().start(() -> {
            try {
                snapshotBytes = disk.checkpoint(
                        to -> SnapshotCodec.write(machine, state, new PacedOutput(to)), state.index(), installations);
            } catch (FatalException | Error e) {
                vital.failed("the checkpoint", e);
            } catch (RuntimeException e) {
                log.warn("a checkpoint failed; the log goes on growing until one succeeds: {}", e.getMessage());
            } finally {
                writing.set(false);
            }
        });
    }
}
