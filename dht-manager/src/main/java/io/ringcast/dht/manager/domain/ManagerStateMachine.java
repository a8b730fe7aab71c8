package io.ringcast.dht.manager.domain;

import io.ringcast.dht.manager.domain.ManagerOutcome.Refused;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The manager as a function: a state and a command give the next state and an outcome. It does not send, store, wait or
 * draw lots; a refused command leaves the state as it was. Any thread may call it.
 */
public final class ManagerStateMachine {
    private final ManagerRules rules;
    private final Registry registry;

    /** Under these limits. */
    public ManagerStateMachine(ManagerRules rules) {
        this.rules = rules;
        this.registry = new Registry(rules);
    }

    /** What the command makes of the state. */
    public ManagerTransition apply(ManagerState state, ManagerCommand command) {
        Optional<Refused> busy = refusedWhileBusy(state, command);
        if (busy.isPresent()) {
            return new ManagerTransition(state, busy.get());
        }
        return switch (command) {
            case ManagerCommand.Register c -> registry.register(state, c);
            case ManagerCommand.SetUpDht c -> setUp(state, c);
            case ManagerCommand.CompleteDht c -> complete(state, c);
            case ManagerCommand.QueryDht c -> query(state, c);
            case ManagerCommand.LeaveDht c -> RebuildRules.leave(state, c);
            case ManagerCommand.JoinDht c -> RebuildRules.join(state, c, rules.ringMax());
            case ManagerCommand.CompleteRebuild c -> RebuildRules.rebuilt(state, c);
            case ManagerCommand.Deregister c -> Registry.deregister(state, c);
            case ManagerCommand.TearDownDht c -> tearDown(state, c);
            case ManagerCommand.CompleteTeardown c -> tornDown(state, c);
            case ManagerCommand.AbandonDht c -> abandon(state, c);
            case ManagerCommand.HoldCopies c -> RingRules.hold(state, c);
            case ManagerCommand.SeatMember c -> RingRules.seat(state, c);
            case ManagerCommand.ExpirePhase c -> expire(state, c);
            case ManagerCommand.MarkSilent c -> Registry.markSilent(state, c);
            case ManagerCommand.MarkPresent c -> Registry.markPresent(state, c);
            case ManagerCommand.ForgetUser c -> Registry.forget(state, c);
            case ManagerCommand.TakeLead c -> takeLead(state, c);
            case ManagerCommand.Concluded c ->
                c.token().equals(state.fence()) ? apply(state, c.decree()) : obsolete(state);
            case ManagerCommand.AnnounceManager c -> registry.announce(state, c);
        };
    }

    /** While a phase waits for one message, everything else is refused, whoever asks. */
    private static Optional<Refused> refusedWhileBusy(ManagerState state, ManagerCommand command) {
        if (command instanceof ManagerCommand.AbandonDht
                || command instanceof ManagerCommand.Decree
                || (command instanceof ManagerCommand.Register register && Registry.isKnown(state, register))) {
            return Optional.empty();
        }
        return switch (state.phase()) {
            case RingPhase.None p -> Optional.empty();
            case RingPhase.Ready p -> Optional.empty();
            case RingPhase.Building p ->
                command instanceof ManagerCommand.CompleteDht
                        ? Optional.empty()
                        : busy(Reason.BUSY_BUILDING, "a DHT is being set up", "dht-complete", p);
            case RingPhase.Leaving p ->
                command instanceof ManagerCommand.CompleteRebuild
                        ? Optional.empty()
                        : busy(Reason.BUSY_LEAVING, p.leaver() + " is leaving the DHT", "dht-rebuilt", p);
            case RingPhase.Joining p ->
                command instanceof ManagerCommand.CompleteRebuild
                        ? Optional.empty()
                        : busy(Reason.BUSY_JOINING, p.joiner() + " is joining the DHT", "dht-rebuilt", p);
            case RingPhase.TearingDown p ->
                command instanceof ManagerCommand.CompleteTeardown
                        ? Optional.empty()
                        : busy(Reason.BUSY_TEARING_DOWN, "the DHT is being torn down", "teardown-complete", p);
        };
    }

    private static Optional<Refused> busy(Reason reason, String what, String awaited, RingPhase phase) {
        return Optional.of(new Refused(
                reason,
                what + "; until " + phase.awaited().orElseThrow() + " sends " + awaited + " nothing else is taken"));
    }

    private ManagerTransition setUp(ManagerState state, ManagerCommand.SetUpDht command) {
        if (!(state.phase() instanceof RingPhase.None)) {
            return refuse(state, Reason.DHT_EXISTS, "there is a DHT; its leader can tear it down");
        }
        if (command.size() < command.sizeMin() || command.size() > rules.ringMax()) {
            return refuse(
                    state,
                    Reason.BAD_RING_SIZE,
                    "a ring has " + command.sizeMin() + " to " + rules.ringMax() + " nodes");
        }
        Optional<Refused> notFree = refusedUnlessFree(state, command.user());
        if (notFree.isPresent()) {
            return new ManagerTransition(state, notFree.get());
        }
        Optional<Overlay> overlay = Overlay.of(command.overlay());
        if (overlay.isEmpty()) {
            return refuse(state, Reason.BAD_OVERLAY, "an overlay is one of " + String.join(", ", Overlay.words()));
        }
        boolean watched = overlay.get() != Overlay.RING;
        if (watched && state.user(command.user()).filter(User::isWatched).isEmpty()) {
            return refuse(
                    state,
                    Reason.BAD_OVERLAY,
                    command.user() + " sends no heartbeats, and such a peer knows no overlay but the ring");
        }
        if (state.users().size() < command.size()) {
            return refuse(
                    state,
                    Reason.TOO_FEW_USERS,
                    "only " + state.users().size() + " users are registered, and the ring is to have "
                            + command.size());
        }
        List<User> others = new ArrayList<>(state.usersInOrder());
        others.removeIf(
                user -> user.name().equals(command.user()) || user.isSilent() || (watched && !user.isWatched()));
        if (others.size() < command.size() - 1) {
            return refuse(
                    state,
                    Reason.TOO_FEW_USERS,
                    "only " + (others.size() + 1) + " of the " + state.users().size()
                            + " registered users give signs of life" + (watched ? " by heartbeats" : "")
                            + ", and the ring is to have " + command.size());
        }
        Collections.shuffle(others, new Random(command.choice()));
        List<User> ring = new ArrayList<>();
        ring.add(state.user(command.user()).orElseThrow());
        ring.addAll(others.subList(0, command.size() - 1));
        List<String> names = ring.stream().map(User::name).toList();
        int copies = copies(ring, command.copies());
        long epoch = state.epoch() + 1;
        ManagerState building = state.in(
                new RingPhase.Building(names),
                RingView.built(epoch, command.choice(), epoch, copies, overlay.get(), names));
        return new ManagerTransition(building, new ManagerOutcome.RingChosen(ring, epoch, copies, overlay.get()));
    }

    /** Who sends no heartbeats learns of no view: with such a member the ring is that of the handout. */
    private static int copies(List<User> ring, int wanted) {
        return ring.stream().allMatch(User::isWatched) ? wanted : 1;
    }

    private static ManagerTransition complete(ManagerState state, ManagerCommand.CompleteDht command) {
        if (!(state.phase() instanceof RingPhase.Building building)) {
            return nothingToComplete(state, command.user(), "set-up");
        }
        if (!building.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new ManagerTransition(
                state.in(new RingPhase.Ready(building.ring())).withTable(command.table()),
                new ManagerOutcome.DhtCompleted());
    }

    private static ManagerTransition query(ManagerState state, ManagerCommand.QueryDht command) {
        if (!(state.phase() instanceof RingPhase.Ready ready)) {
            return refuse(state, Reason.NO_DHT, "there is no DHT to query; setup-dht makes one");
        }
        Optional<Refused> notFree = refusedUnlessFree(state, command.user());
        if (notFree.isPresent()) {
            return new ManagerTransition(state, notFree.get());
        }
        List<User> answering =
                state.ring().stream().filter(member -> !member.isSilent()).toList();
        if (answering.isEmpty()) {
            return refuse(state, Reason.MEMBERS_SILENT, "no member of the DHT gives signs of life: " + ready.ring());
        }
        User entry = answering.get(Math.floorMod(mixed(command.choice()), answering.size()));
        return new ManagerTransition(state, new ManagerOutcome.EntryChosen(entry));
    }

    /** The finalizer of SplitMix64: neighbouring seeds must not favour neighbouring members. */
    private static long mixed(long choice) {
        long z = (choice ^ (choice >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static ManagerTransition tearDown(ManagerState state, ManagerCommand.TearDownDht command) {
        if (!(state.phase() instanceof RingPhase.Ready ready)) {
            return refuse(state, Reason.NO_DHT, "there is no DHT to tear down");
        }
        if (!ready.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new ManagerTransition(
                state.in(new RingPhase.TearingDown(ready.ring())), new ManagerOutcome.TeardownGranted());
    }

    private static ManagerTransition tornDown(ManagerState state, ManagerCommand.CompleteTeardown command) {
        if (!(state.phase() instanceof RingPhase.TearingDown tearing)) {
            return nothingToComplete(state, command.user(), "teardown");
        }
        if (!tearing.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new ManagerTransition(state.in(new RingPhase.None()), new ManagerOutcome.TeardownCompleted());
    }

    private static ManagerTransition abandon(ManagerState state, ManagerCommand.AbandonDht command) {
        boolean ends = state.phase().awaited().equals(Optional.of(command.user()));
        boolean lost = state.phase() instanceof RingPhase.Ready && state.isMember(command.user());
        if (lost) {
            return RingRules.evict(state, command.user());
        }
        return ends
                ? RebuildRules.abandon(state)
                : refuse(state, Reason.NOT_EXPECTED, "nothing is under way that " + command.user() + " has to end");
    }

    private static ManagerTransition expire(ManagerState state, ManagerCommand.ExpirePhase command) {
        boolean over =
                state.epoch() != command.epoch() || state.phase().awaited().isEmpty();
        return over ? obsolete(state) : RebuildRules.abandon(state);
    }

    private static ManagerTransition takeLead(ManagerState state, ManagerCommand.TakeLead command) {
        return command.before().equals(state.fence())
                ? new ManagerTransition(state.withFence(command.token()), new ManagerOutcome.Decreed())
                : obsolete(state);
    }

    private static ManagerTransition obsolete(ManagerState state) {
        return new ManagerTransition(state, new ManagerOutcome.Obsolete());
    }

    static Optional<Refused> refusedUnlessFree(ManagerState state, String user) {
        Optional<UserState> is = state.stateOf(user);
        if (is.isEmpty()) {
            return Optional.of(new Refused(Reason.NOT_REGISTERED, "no such user is registered"));
        }
        return is.get() == UserState.FREE
                ? Optional.empty()
                : Optional.of(
                        new Refused(Reason.NOT_FREE, user + " is a member of the DHT; only a free user can do this"));
    }

    private static ManagerTransition nothingToComplete(ManagerState state, String user, String what) {
        return state.stateOf(user).equals(Optional.of(UserState.LEADER))
                ? refuse(state, Reason.NOT_EXPECTED, "no " + what + " is under way")
                : notLeader(state);
    }

    private static ManagerTransition notLeader(ManagerState state) {
        List<String> ring = state.phase().ring();
        return refuse(
                state,
                Reason.NOT_LEADER,
                ring.isEmpty() ? "there is no DHT and so no leader" : "the leader is " + ring.getFirst());
    }

    static ManagerTransition refuse(ManagerState state, Reason reason, String explanation) {
        return new ManagerTransition(state, new Refused(reason, explanation));
    }
}
