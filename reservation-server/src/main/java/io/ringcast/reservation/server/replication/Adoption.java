package io.ringcast.reservation.server.replication;

import io.ringcast.reservation.server.replication.ReplicaMessage.Install;
import io.ringcast.reservation.server.replication.ReplicaMessage.StatePart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a member that is behind comes by the state that the new epoch of one view begins with: the coordinator's decision
 * and the parts of the state, in whichever order they arrive, and what the epoch brought meanwhile.
 */
final class Adoption<C> {
    private final List<Event.Delivered<C>> meanwhile = new ArrayList<>();
    private @Nullable Install decision;
    private @Nullable StateAssembly assembly;

    /** All that was waited for. */
    record Complete(Install decision, Encoded image) {}

    void decided(Install install) {
        decision = install;
    }

    void arrived(StatePart part) {
        if (assembly == null) {
            assembly = new StateAssembly(part.parts());
        }
        assembly.add(part.part(), part.bytes());
    }

    /** Whether the epoch was decided and its first state is still to come. */
    boolean isFor(Epoch epoch) {
        return decision != null && decision.epoch().equals(epoch);
    }

    void hold(Event.Delivered<C> event) {
        meanwhile.add(event);
    }

    /** The decision with its state, once, when both are here. */
    Optional<Complete> complete() {
        Install decided = decision;
        StateAssembly received = assembly;
        if (decided == null || received == null || !received.isComplete()) {
            return Optional.empty();
        }
        decision = null;
        assembly = null;
        return Optional.of(new Complete(decided, Encoded.of(received.bytes())));
    }

    /** What was held, once. */
    List<Event.Delivered<C>> takeHeld() {
        List<Event.Delivered<C>> held = List.copyOf(meanwhile);
        meanwhile.clear();
        return held;
    }
}
