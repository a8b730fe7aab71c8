package io.ringcast.replication.core;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage.Committed;
import io.ringcast.replication.wire.ReplicaMessage.Install;
import io.ringcast.replication.wire.ReplicaMessage.Order;
import io.ringcast.replication.wire.ReplicaMessage.StatePart;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a member that is behind comes by the state that the new epoch of one view begins with: the coordinator's decision
 * and the parts of the state, in whichever order they arrive, and what the epoch brought meanwhile.
 *
 * <p>A member whose announcement was not part of the decision also waits until it sees that the epoch is open. Before
 * that, an epoch that other members open may yet go on from what this member would throw away (ADR 7).
 */
final class Adoption<C> {
    private final HeldMessages<C> meanwhile = new HeldMessages<>();
    private @Nullable Install decision;
    private @Nullable StateAssembly assembly;
    private boolean mayAdopt;

    /** All that was waited for. */
    record Complete(Install decision, Encoded image) {}

    void decided(Install install, boolean voter) {
        decision = install;
        mayAdopt = voter;
    }

    void arrived(MemberId from, StatePart part) {
        if (assembly == null) {
            assembly = new StateAssembly(from, part);
        }
        assembly.add(from, part);
    }

    /** Whether the epoch was decided and its first state is still to come. */
    boolean isFor(Epoch epoch) {
        return decision != null && decision.epoch().equals(epoch);
    }

    void hold(Event.Delivered<C> event) {
        mayAdopt |= event.message() instanceof Committed || event.message() instanceof Order;
        meanwhile.add(event);
    }

    /** The decision with its state, once, when both are here. */
    Optional<Complete> complete() {
        Install decided = decision;
        StateAssembly received = assembly;
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
