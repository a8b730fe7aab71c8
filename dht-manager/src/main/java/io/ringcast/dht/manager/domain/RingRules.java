package io.ringcast.dht.manager.domain;

import io.ringcast.protocol.view.RingView;
import java.util.Optional;

/**
 * The rules of who has which seat in a complete ring. A ring in which every record has copies outlives its members: one that is
 * gone leaves its seat vacant, and the DHT goes on. With one copy, as in the handout, the part of a member that is gone is lost.
 */
final class RingRules {
    private RingRules() {}

    /** Whether the DHT outlives any one member. */
    static boolean heals(ManagerState state) {
        RingView view = state.view();
        return state.phase() instanceof RingPhase.Ready && view != null && view.copies() > 1;
    }

    /** Whether the user has to do with a ring that goes on without it: with its seat vacant, or as it was before a rebuild. */
    static boolean goesOnWithout(ManagerState state, String user) {
        return (heals(state) && state.isMember(user)) || (RebuildRules.isUnderWay(state) && isInvolved(state, user));
    }

    /** Whether the phase ends with the user: nobody else can end it, or every member has to do its part in it. */
    static boolean endsWithout(ManagerState state, String user) {
        boolean needsAll =
                state.phase() instanceof RingPhase.Building || state.phase() instanceof RingPhase.TearingDown;
        return state.phase().awaited().equals(Optional.of(user)) || (needsAll && state.isMember(user));
    }

    private static boolean isInvolved(ManagerState state, String user) {
        return state.isMember(user) || state.phase().awaited().equals(Optional.of(user));
    }

    /** The state without a member: with its seat vacant, or without the DHT if that cannot go on. Of others: as it is. */
    static ManagerState withoutMember(ManagerState state, String user) {
        if (RebuildRules.isUnderWay(state) && isInvolved(state, user)) {
            return withoutMember(RebuildRules.abandoned(state), user);
        }
        RingView view = state.view();
        if (!state.isMember(user)) {
            return state;
        }
        if (!heals(state) || view == null) {
            return state.in(new RingPhase.None());
        }
        RingView left = view.without(user, state.epoch() + 1);
        return left.seats().stream().allMatch(seat -> seat.complete().isEmpty())
                ? state.in(new RingPhase.None())
                : state.in(new RingPhase.Ready(left.members()), left);
    }

    /** A member is gone. */
    static ManagerTransition evict(ManagerState state, String user) {
        ManagerState after = withoutMember(state, user);
        ManagerOutcome outcome = after.phase() instanceof RingPhase.None
                ? new ManagerOutcome.DhtAbandoned()
                : state.isMember(user)
                        ? new ManagerOutcome.MemberEvicted(user, after.epoch())
                        : new ManagerOutcome.RebuildAbandoned(after.epoch());
        return new ManagerTransition(after, outcome);
    }

    /** What a member says of the ring before it took its seat counts no more: its process may be another one. */
    static ManagerTransition hold(ManagerState state, ManagerCommand.HoldCopies command) {
        RingView view = state.view();
        int seat = view == null ? -1 : view.seatOf(command.user());
        if (view == null || seat < 0) {
            return ManagerStateMachine.refuse(state, Reason.NOT_MEMBER, "only a member keeps records");
        }
        boolean slots = command.slots().stream()
                .allMatch(slot -> 0 <= slot && slot < view.seats().size());
        if (!slots
                || command.epoch() < view.generation()
                || command.epoch() < view.seats().get(seat).seated()) {
            return ManagerStateMachine.refuse(
                    state,
                    Reason.NOT_EXPECTED,
                    command.user() + " has taken its seat since, or the ring is another one");
        }
        RingView after = view.completed(command.user(), command.slots(), state.epoch() + 1);
        return new ManagerTransition(
                after.equals(view) ? state : state.in(state.phase(), after), new ManagerOutcome.Decreed());
    }

    /** A user that has lost its seat takes it again, if it is free and gives signs of life. */
    static ManagerTransition seat(ManagerState state, ManagerCommand.SeatMember command) {
        RingView view = state.view();
        boolean present = state.user(command.user())
                .filter(user -> user.isWatched()
                        && !user.isSilent()
                        && user.incarnation().equals(command.incarnation()))
                .isPresent();
        if (view == null
                || !heals(state)
                || !present
                || state.isMember(command.user())
                || !view.vacantSeatOf(command.user()).equals(Optional.of(command.seat()))) {
            return new ManagerTransition(state, new ManagerOutcome.Obsolete());
        }
        RingView after = view.with(command.seat(), command.user(), state.epoch() + 1);
        return new ManagerTransition(
                state.in(new RingPhase.Ready(after.members()), after), new ManagerOutcome.Decreed());
    }
}
