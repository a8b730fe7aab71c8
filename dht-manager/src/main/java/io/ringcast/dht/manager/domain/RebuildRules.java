package io.ringcast.dht.manager.domain;

import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of leaving and joining: the ring is built again with one member less or more. Where records have copies, the ring as
 * it was goes on if that fails: its members have kept their tables.
 */
final class RebuildRules {
    private RebuildRules() {}

    static ManagerTransition leave(ManagerState state, ManagerCommand.LeaveDht command) {
        if (!(state.phase() instanceof RingPhase.Ready ready)) {
            return ManagerStateMachine.refuse(state, Reason.NO_DHT, "there is no DHT to leave");
        }
        if (!ready.ring().contains(command.user())) {
            return ManagerStateMachine.refuse(state, Reason.NOT_MEMBER, "only a member can leave: " + ready.ring());
        }
        if (ready.ring().size() == 1) {
            return ManagerStateMachine.refuse(
                    state, Reason.LAST_MEMBER, "the last member cannot leave; it can tear the DHT down");
        }
        if (isAnyLost(state)) {
            return lost(state);
        }
        ManagerState leaving = begun(state, new RingPhase.Leaving(ready.ring(), command.user()));
        return new ManagerTransition(leaving, new ManagerOutcome.LeaveGranted(leaving.epoch()));
    }

    static ManagerTransition join(ManagerState state, ManagerCommand.JoinDht command, int ringMax) {
        RingView view = state.view();
        if (!(state.phase() instanceof RingPhase.Ready ready) || view == null) {
            return ManagerStateMachine.refuse(state, Reason.NO_DHT, "there is no DHT to join; setup-dht makes one");
        }
        Optional<ManagerOutcome.Refused> notFree = ManagerStateMachine.refusedUnlessFree(state, command.user());
        if (notFree.isPresent()) {
            return new ManagerTransition(state, notFree.get());
        }
        if (view.copies() == 1) {
            return ManagerStateMachine.refuse(
                    state, Reason.NOT_JOINABLE, "each record of this DHT has one copy; such a DHT is not joined");
        }
        if (state.user(command.user()).filter(User::isWatched).isEmpty()) {
            return ManagerStateMachine.refuse(
                    state,
                    Reason.NOT_JOINABLE,
                    command.user() + " sends no heartbeats, and would not hear of the ring");
        }
        if (ready.ring().size() >= ringMax) {
            return ManagerStateMachine.refuse(state, Reason.BAD_RING_SIZE, "a ring has at most " + ringMax + " nodes");
        }
        if (isAnyLost(state)) {
            return lost(state);
        }
        ManagerState joining = begun(state, new RingPhase.Joining(ready.ring(), command.user()));
        return new ManagerTransition(
                joining, new ManagerOutcome.JoinGranted(joining.ring().getFirst(), joining.epoch()));
    }

    private static boolean isAnyLost(ManagerState state) {
        RingView view = state.view();
        return view != null && view.isAnyLost();
    }

    private static ManagerTransition lost(ManagerState state) {
        return ManagerStateMachine.refuse(
                state,
                Reason.SLOTS_LOST,
                "nobody has the records of some slots, and a rebuilt ring would be without them");
    }

    /** Every member is told who has which records: the leader of the rebuilt ring needs to know. */
    private static ManagerState begun(ManagerState state, RingPhase phase) {
        RingView view = state.view();
        return view == null || view.copies() == 1 ? state.in(phase) : state.in(phase, view.renewed(state.epoch() + 1));
    }

    static ManagerTransition rebuilt(ManagerState state, ManagerCommand.CompleteRebuild command) {
        return switch (state.phase()) {
            case RingPhase.Leaving leaving -> left(state, leaving, command);
            case RingPhase.Joining joining -> joined(state, joining, command);
            case RingPhase.None p -> nobody(state);
            case RingPhase.Building p -> nobody(state);
            case RingPhase.Ready p -> nobody(state);
            case RingPhase.TearingDown p -> nobody(state);
        };
    }

    private static ManagerTransition nobody(ManagerState state) {
        return ManagerStateMachine.refuse(state, Reason.NOT_EXPECTED, "nobody is leaving or joining the DHT");
    }

    private static ManagerTransition left(
            ManagerState state, RingPhase.Leaving leaving, ManagerCommand.CompleteRebuild command) {
        if (!leaving.leaver().equals(command.user())) {
            return ManagerStateMachine.refuse(
                    state, Reason.NOT_LEAVING, "it is " + leaving.leaver() + " that is leaving");
        }
        int first = leaving.ring().indexOf(command.newLeader());
        if (first < 0 || command.newLeader().equals(leaving.leaver())) {
            return ManagerStateMachine.refuse(
                    state, Reason.NOT_MEMBER, "the new leader is one of the members that stay");
        }
        List<String> ring = new ArrayList<>(leaving.ring());
        Collections.rotate(ring, -first);
        ring.remove(leaving.leaver());
        return completed(state, ring);
    }

    private static ManagerTransition joined(
            ManagerState state, RingPhase.Joining joining, ManagerCommand.CompleteRebuild command) {
        if (!joining.joiner().equals(command.user())) {
            return ManagerStateMachine.refuse(
                    state, Reason.NOT_LEAVING, "it is " + joining.joiner() + " that is joining");
        }
        if (!joining.ring().getFirst().equals(command.newLeader())) {
            return ManagerStateMachine.refuse(
                    state, Reason.NOT_MEMBER, "the leader is " + joining.ring().getFirst());
        }
        List<String> ring = new ArrayList<>(joining.ring());
        ring.add(joining.joiner());
        return completed(state, ring);
    }

    private static ManagerTransition completed(ManagerState state, List<String> ring) {
        ManagerState rebuilt = state.in(new RingPhase.Ready(ring), built(state, ring));
        // With one copy the new leader has read its own dataset, and does not tell what it found.
        boolean kept = state.view() != null && state.view().copies() > 1;
        return new ManagerTransition(kept ? rebuilt : rebuilt.withTable(null), new ManagerOutcome.RebuildCompleted());
    }

    /**
     * The members have been numbered anew, and have all records. Where records have copies, the ring is another one from the
     * epoch on in which this began; the handout's members do not hear of that epoch.
     */
    private static @Nullable RingView built(ManagerState state, List<String> ring) {
        RingView before = state.view();
        if (before == null) {
            return null;
        }
        long generation = before.copies() > 1 ? state.epoch() : before.generation();
        return RingView.built(generation, before.key(), state.epoch() + 1, before.copies(), before.overlay(), ring);
    }

    /** Whether a ring is being rebuilt that goes on as it was if this fails. */
    static boolean isUnderWay(ManagerState state) {
        RingView view = state.view();
        return (state.phase() instanceof RingPhase.Leaving || state.phase() instanceof RingPhase.Joining)
                && view != null
                && view.copies() > 1;
    }

    /** What is under way has failed: the ring is as it was before, or there is none. */
    static ManagerState abandoned(ManagerState state) {
        RingView view = state.view();
        return isUnderWay(state) && view != null
                ? state.in(new RingPhase.Ready(view.members()), view.rewired(state.epoch() + 1))
                : state.in(new RingPhase.None());
    }

    static ManagerTransition abandon(ManagerState state) {
        ManagerState after = abandoned(state);
        return new ManagerTransition(
                after,
                after.phase() instanceof RingPhase.None
                        ? new ManagerOutcome.DhtAbandoned()
                        : new ManagerOutcome.RebuildAbandoned(after.epoch()));
    }
}
