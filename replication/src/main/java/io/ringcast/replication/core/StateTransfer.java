package io.ringcast.replication.core;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a member needs that is behind when an epoch begins: the leader's decision and the parts of the snapshot, in any
 * order, and the messages of the epoch that arrive meanwhile.
 *
 * <p>A member whose announcement was not part of the decision also waits until the epoch is open. Until then, other members may
 * open an epoch that continues from the log that this member would discard (ADR 7).
 */
final class StateTransfer {
    private final HeldMessages meanwhile = new HeldMessages();
    private @Nullable StartView decision;
    private @Nullable SnapshotAssembly assembly;
    private boolean mayAdopt;

    /** The decision and the snapshot that belongs to it. */
    record Complete(StartView decision, Encoded snapshot) {
        /** The state that the snapshot holds, in the new epoch. */
        <S, C, O> ReplicaState<S, O> state(StateMachine<S, C, O> machine) {
            ReplicaState<S, O> sent = SnapshotCodec.decode(machine, snapshot.bytes())
                    .in(decision.epochs().then(decision.epoch(), decision.index()));
            if (!sent.sameAs(decision.index(), decision.chain())) {
                throw new IllegalStateException("was sent the state of index %d instead of %d, or another history"
                        .formatted(sent.index(), decision.index()));
            }
            return sent;
        }
    }

    void decided(StartView startView, boolean voter) {
        decision = startView;
        mayAdopt = voter;
    }

    void arrived(MemberId from, SnapshotPart part) {
        if (assembly == null) {
            assembly = new SnapshotAssembly(from, part);
        }
        assembly.add(from, part);
    }

    /** Whether this epoch was decided and its snapshot is still missing. */
    boolean isFor(Epoch epoch) {
        return decision != null && decision.epoch().equals(epoch);
    }

    void hold(ReplicaEvent.Delivered<?> event) {
        mayAdopt |= event.message() instanceof Commit || event.message() instanceof Prepare;
        meanwhile.add(event);
    }

    /** The decision with its snapshot, once, when both have arrived. */
    Optional<Complete> complete() {
        StartView decided = decision;
        SnapshotAssembly received = assembly;
        if (decided == null || !mayAdopt || received == null || !received.isComplete()) {
            return Optional.empty();
        }
        if (!received.isFrom(decided.source())) {
            throw new IllegalStateException("a state came from another member than its source");
        }
        decision = null;
        assembly = null;
        return Optional.of(new Complete(decided, Encoded.of(received.bytes())));
    }

    /** The messages that were held, once. */
    List<ReplicaEvent.Delivered<?>> takeHeld() {
        return meanwhile.takeAll();
    }
}
