package io.ringcast.replication.core;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a member that is behind comes by the state that the new epoch of one view begins with: the leader's decision
 * and the parts of the state, in whichever order they arrive, and what the epoch brought meanwhile.
 *
 * <p>A member whose announcement was not part of the decision also waits until it sees that the epoch is open. Before
 * that, an epoch that other members open may yet go on from what this member would throw away (ADR 7).
 */
final class StateTransfer<C> {
    private final HeldMessages<C> meanwhile = new HeldMessages<>();
    private @Nullable StartView decision;
    private @Nullable SnapshotAssembly assembly;
    private boolean mayAdopt;

    /** All that was waited for. */
    record Complete(StartView decision, Encoded snapshot) {}

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

    /** Whether the epoch was decided and its first state is still to come. */
    boolean isFor(Epoch epoch) {
        return decision != null && decision.epoch().equals(epoch);
    }

    void hold(Event.Delivered<C> event) {
        mayAdopt |= event.message() instanceof Commit || event.message() instanceof Prepare;
        meanwhile.add(event);
    }

    /** The decision with its state, once, when both are here. */
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

    /** What was held, once. */
    List<Event.Delivered<C>> takeHeld() {
        return meanwhile.takeAll();
    }
}
