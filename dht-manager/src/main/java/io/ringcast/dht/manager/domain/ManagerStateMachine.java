package io.ringcast.dht.manager.domain;

import io.ringcast.dht.manager.domain.ManagerOutcome.Refused;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The manager as a function: a state and a command give the next state and an outcome. It does not send, store, wait or
 * draw lots; a refused command leaves the state as it was. Any thread may call it.
 */
public final class ManagerStateMachine {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,15}");
    private static final Pattern IPV4 =
            Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)\\.){3}(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)");
    private static final int FIRST_MULTICAST = 224;

    private final ManagerRules rules;

    /** Under these limits. */
    public ManagerStateMachine(ManagerRules rules) {
        this.rules = rules;
    }

    /** What the command makes of the state. */
    public Transition apply(ManagerState state, ManagerCommand command) {
        Optional<Refused> busy = refusedWhileBusy(state.phase(), command);
        if (busy.isPresent()) {
            return new Transition(state, busy.get());
        }
        return switch (command) {
            case ManagerCommand.Register c -> register(state, c);
            case ManagerCommand.SetUpDht c -> setUp(state, c);
            case ManagerCommand.CompleteDht c -> complete(state, c);
            case ManagerCommand.QueryDht c -> query(state, c);
            case ManagerCommand.LeaveDht c -> leave(state, c);
            case ManagerCommand.CompleteRebuild c -> rebuilt(state, c);
            case ManagerCommand.Deregister c -> deregister(state, c);
            case ManagerCommand.TearDownDht c -> tearDown(state, c);
            case ManagerCommand.CompleteTeardown c -> tornDown(state, c);
            case ManagerCommand.AbandonDht c -> abandon(state, c);
            case ManagerCommand.ExpirePhase c -> expire(state, c);
        };
    }

    /** While a phase waits for one message, everything else is refused, whoever asks. */
    private static Optional<Refused> refusedWhileBusy(Phase phase, ManagerCommand command) {
        if (command instanceof ManagerCommand.AbandonDht || command instanceof ManagerCommand.ExpirePhase) {
            return Optional.empty();
        }
        return switch (phase) {
            case Phase.None p -> Optional.empty();
            case Phase.Ready p -> Optional.empty();
            case Phase.Building p ->
                command instanceof ManagerCommand.CompleteDht
                        ? Optional.empty()
                        : busy(Reason.BUSY_BUILDING, "a DHT is being set up", "dht-complete", p);
            case Phase.Leaving p ->
                command instanceof ManagerCommand.CompleteRebuild
                        ? Optional.empty()
                        : busy(Reason.BUSY_LEAVING, p.leaver() + " is leaving the DHT", "dht-rebuilt", p);
            case Phase.TearingDown p ->
                command instanceof ManagerCommand.CompleteTeardown
                        ? Optional.empty()
                        : busy(Reason.BUSY_TEARING_DOWN, "the DHT is being torn down", "teardown-complete", p);
        };
    }

    private static Optional<Refused> busy(Reason reason, String what, String awaited, Phase phase) {
        return Optional.of(new Refused(
                reason,
                what + "; until " + phase.awaited().orElseThrow() + " sends " + awaited + " nothing else is taken"));
    }

    private Transition register(ManagerState state, ManagerCommand.Register command) {
        Optional<Refused> malformed = malformed(command);
        if (malformed.isPresent()) {
            return new Transition(state, malformed.get());
        }
        if (state.user(command.user()).isPresent()) {
            return refuse(state, Reason.NAME_TAKEN, command.user() + " is registered; choose another name");
        }
        for (User other : state.users().values()) {
            if (other.address().equals(command.address()) && !Collections.disjoint(other.ports(), command.ports())) {
                return refuse(
                        state,
                        Reason.PORT_TAKEN,
                        other.name() + " has registered " + other.address() + " with ports " + other.ports()
                                + "; choose other ports");
            }
        }
        if (state.users().size() >= rules.usersMax()) {
            return refuse(state, Reason.TOO_MANY_USERS, "at most " + rules.usersMax() + " users can be registered");
        }
        User user = new User(command.user(), command.address(), command.ports());
        return new Transition(state.with(user), new ManagerOutcome.Registered(user));
    }

    private Optional<Refused> malformed(ManagerCommand.Register command) {
        if (!NAME.matcher(command.user()).matches()) {
            return Optional.of(new Refused(Reason.BAD_NAME, "a user name is 1 to 15 letters, A to Z or a to z"));
        }
        if (!isHostAddress(command.address())) {
            return Optional.of(
                    new Refused(Reason.BAD_ADDRESS, "an address is the IPv4 address of a host, such as 192.168.1.20"));
        }
        List<Integer> ports = command.ports();
        if (ports.isEmpty()
                || ports.size() > 3
                || new HashSet<>(ports).size() < ports.size()
                || !ports.stream().allMatch(port -> 1 <= port && port <= 65_535)) {
            return Optional.of(new Refused(Reason.BAD_PORTS, "one to three different ports from 1 to 65535 are given"));
        }
        return rules.ports()
                .filter(range -> !ports.stream().allMatch(range::contains))
                .map(range -> new Refused(
                        Reason.PORT_OUTSIDE_GROUP,
                        "the ports of this group are " + range.first() + " to " + range.last()));
    }

    private static boolean isHostAddress(String address) {
        if (!IPV4.matcher(address).matches()) {
            return false;
        }
        int firstOctet = Integer.parseInt(address.substring(0, address.indexOf('.')));
        return 0 < firstOctet && firstOctet < FIRST_MULTICAST;
    }

    private Transition setUp(ManagerState state, ManagerCommand.SetUpDht command) {
        if (!(state.phase() instanceof Phase.None)) {
            return refuse(state, Reason.DHT_EXISTS, "there is a DHT; its leader can tear it down");
        }
        if (command.size() < 2 || command.size() > rules.ringMax()) {
            return refuse(state, Reason.BAD_RING_SIZE, "a ring has 2 to " + rules.ringMax() + " nodes");
        }
        Optional<Refused> notFree = refusedUnlessFree(state, command.user());
        if (notFree.isPresent()) {
            return new Transition(state, notFree.get());
        }
        if (state.users().size() < command.size()) {
            return refuse(
                    state,
                    Reason.TOO_FEW_USERS,
                    "only " + state.users().size() + " users are registered, and the ring is to have "
                            + command.size());
        }
        List<User> others = state.freeUsersBut(command.user());
        Collections.shuffle(others, new Random(command.choice()));
        List<User> ring = new ArrayList<>();
        ring.add(state.user(command.user()).orElseThrow());
        ring.addAll(others.subList(0, command.size() - 1));
        Phase building = new Phase.Building(ring.stream().map(User::name).toList());
        return new Transition(state.in(building), new ManagerOutcome.RingChosen(ring));
    }

    private static Transition complete(ManagerState state, ManagerCommand.CompleteDht command) {
        if (!(state.phase() instanceof Phase.Building building)) {
            return nothingToComplete(state, command.user(), "set-up");
        }
        if (!building.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new Transition(state.in(new Phase.Ready(building.ring())), new ManagerOutcome.DhtCompleted());
    }

    private static Transition query(ManagerState state, ManagerCommand.QueryDht command) {
        if (!(state.phase() instanceof Phase.Ready ready)) {
            return refuse(state, Reason.NO_DHT, "there is no DHT to query; setup-dht makes one");
        }
        Optional<Refused> notFree = refusedUnlessFree(state, command.user());
        if (notFree.isPresent()) {
            return new Transition(state, notFree.get());
        }
        int index = Math.floorMod(mixed(command.choice()), ready.ring().size());
        String member = ready.ring().get(index);
        return new Transition(
                state, new ManagerOutcome.EntryChosen(state.user(member).orElseThrow()));
    }

    /** The finalizer of SplitMix64: neighbouring seeds must not favour neighbouring members. */
    private static long mixed(long choice) {
        long z = (choice ^ (choice >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static Transition leave(ManagerState state, ManagerCommand.LeaveDht command) {
        if (!(state.phase() instanceof Phase.Ready ready)) {
            return refuse(state, Reason.NO_DHT, "there is no DHT to leave");
        }
        if (!ready.ring().contains(command.user())) {
            return refuse(state, Reason.NOT_MEMBER, "only a member can leave: " + ready.ring());
        }
        if (ready.ring().size() == 1) {
            return refuse(state, Reason.LAST_MEMBER, "the last member cannot leave; it can tear the DHT down");
        }
        return new Transition(
                state.in(new Phase.Leaving(ready.ring(), command.user())), new ManagerOutcome.LeaveGranted());
    }

    private static Transition rebuilt(ManagerState state, ManagerCommand.CompleteRebuild command) {
        if (!(state.phase() instanceof Phase.Leaving leaving)) {
            return refuse(state, Reason.NOT_EXPECTED, "nobody is leaving the DHT");
        }
        if (!leaving.leaver().equals(command.user())) {
            return refuse(state, Reason.NOT_LEAVING, "it is " + leaving.leaver() + " that is leaving");
        }
        int first = leaving.ring().indexOf(command.newLeader());
        if (first < 0 || command.newLeader().equals(leaving.leaver())) {
            return refuse(state, Reason.NOT_MEMBER, "the new leader is one of the members that stay");
        }
        List<String> ring = new ArrayList<>(leaving.ring());
        Collections.rotate(ring, -first);
        ring.remove(leaving.leaver());
        return new Transition(state.in(new Phase.Ready(ring)), new ManagerOutcome.RebuildCompleted());
    }

    private static Transition deregister(ManagerState state, ManagerCommand.Deregister command) {
        return refusedUnlessFree(state, command.user())
                .map(refused -> new Transition(state, refused))
                .orElseGet(() -> new Transition(state.without(command.user()), new ManagerOutcome.Deregistered()));
    }

    private static Transition tearDown(ManagerState state, ManagerCommand.TearDownDht command) {
        if (!(state.phase() instanceof Phase.Ready ready)) {
            return refuse(state, Reason.NO_DHT, "there is no DHT to tear down");
        }
        if (!ready.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new Transition(state.in(new Phase.TearingDown(ready.ring())), new ManagerOutcome.TeardownGranted());
    }

    private static Transition tornDown(ManagerState state, ManagerCommand.CompleteTeardown command) {
        if (!(state.phase() instanceof Phase.TearingDown tearing)) {
            return nothingToComplete(state, command.user(), "teardown");
        }
        if (!tearing.ring().getFirst().equals(command.user())) {
            return notLeader(state);
        }
        return new Transition(state.in(new Phase.None()), new ManagerOutcome.TeardownCompleted());
    }

    private static Transition abandon(ManagerState state, ManagerCommand.AbandonDht command) {
        if (!state.phase().awaited().equals(Optional.of(command.user()))) {
            return refuse(state, Reason.NOT_EXPECTED, "nothing is under way that " + command.user() + " has to end");
        }
        return new Transition(state.in(new Phase.None()), new ManagerOutcome.DhtAbandoned());
    }

    private static Transition expire(ManagerState state, ManagerCommand.ExpirePhase command) {
        boolean over = state.phaseNumber() != command.phaseNumber()
                || state.phase().awaited().isEmpty();
        return over
                ? new Transition(state, new ManagerOutcome.PhaseOver())
                : new Transition(state.in(new Phase.None()), new ManagerOutcome.DhtAbandoned());
    }

    private static Optional<Refused> refusedUnlessFree(ManagerState state, String user) {
        Optional<UserState> is = state.stateOf(user);
        if (is.isEmpty()) {
            return Optional.of(new Refused(Reason.NOT_REGISTERED, "no such user is registered"));
        }
        return is.get() == UserState.FREE
                ? Optional.empty()
                : Optional.of(
                        new Refused(Reason.NOT_FREE, user + " is a member of the DHT; only a free user can do this"));
    }

    private static Transition nothingToComplete(ManagerState state, String user, String what) {
        return state.stateOf(user).equals(Optional.of(UserState.LEADER))
                ? refuse(state, Reason.NOT_EXPECTED, "no " + what + " is under way")
                : notLeader(state);
    }

    private static Transition notLeader(ManagerState state) {
        List<String> ring = state.phase().ring();
        return refuse(
                state,
                Reason.NOT_LEADER,
                ring.isEmpty() ? "there is no DHT and so no leader" : "the leader is " + ring.getFirst());
    }

    private static Transition refuse(ManagerState state, Reason reason, String explanation) {
        return new Transition(state, new Refused(reason, explanation));
    }
}
