package io.ringcast.dht.manager.domain;

import io.ringcast.dht.manager.domain.ManagerOutcome.Refused;
import io.ringcast.foundation.Ipv4;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of who is registered, and of who is there. */
final class Registry {
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{1,15}");
    private static final int FIRST_MULTICAST = 224;

    private final ManagerRules rules;

    Registry(ManagerRules rules) {
        this.rules = rules;
    }

    /** Whether the peer that registers is registered, by another run of its process or by this one. */
    static boolean isKnown(ManagerState state, ManagerCommand.Register command) {
        return state.user(command.user())
                .filter(user -> user.listensAt(command.address(), command.ports()))
                .isPresent();
    }

    ManagerTransition register(ManagerState state, ManagerCommand.Register command) {
        Optional<Refused> malformed = malformed(command);
        if (malformed.isPresent()) {
            return new ManagerTransition(state, malformed.get());
        }
        Optional<User> before = state.user(command.user());
        if (before.isPresent() && isKnown(state, command)) {
            return registerAgain(state, before.get(), command);
        }
        if (before.isPresent() && !before.get().isSilent()) {
            return ManagerStateMachine.refuse(
                    state, Reason.NAME_TAKEN, command.user() + " is registered; choose another name");
        }
        ManagerState after = state;
        for (User other : state.users().values()) {
            if (!other.sharesAPortWith(command.address(), allPorts(command))) {
                continue;
            }
            if (!other.isSilent()) {
                return ManagerStateMachine.refuse(
                        state,
                        Reason.PORT_TAKEN,
                        other.name() + " has registered " + other.address() + " with ports " + other.ports()
                                + "; choose other ports");
            }
            // Only one process can have a port, and that user's process is silent.
            after = RingRules.withoutMember(after, other.name()).without(other.name());
        }
        after = RingRules.withoutMember(after, command.user());
        if (after.user(command.user()).isEmpty() && after.users().size() >= rules.usersMax()) {
            return ManagerStateMachine.refuse(
                    state, Reason.TOO_MANY_USERS, "at most " + rules.usersMax() + " users can be registered");
        }
        return registered(
                after,
                new User(
                        command.user(),
                        command.address(),
                        command.ports(),
                        command.incarnation(),
                        Presence.PRESENT,
                        state.registrations() + 1,
                        command.managerPort()));
    }

    /** That of the process for the managers comes first, if it has told which one that is. */
    private static List<Integer> allPorts(ManagerCommand.Register command) {
        List<Integer> all = new ArrayList<>(command.ports());
        if (command.managerPort() != 0) {
            all.addFirst(command.managerPort());
        }
        return all;
    }

    /** The same process asks again; or the peer has been started again, and has lost its part of a ring. */
    private static ManagerTransition registerAgain(ManagerState state, User before, ManagerCommand.Register command) {
        if (before.isWatched() && before.incarnation().equals(command.incarnation())) {
            return new ManagerTransition(state, new ManagerOutcome.Registered(before));
        }
        return registered(
                RingRules.withoutMember(state, before.name()),
                new User(
                        before.name(),
                        before.address(),
                        before.ports(),
                        command.incarnation(),
                        Presence.PRESENT,
                        state.registrations() + 1,
                        command.managerPort()));
    }

    private static ManagerTransition registered(ManagerState state, User user) {
        return new ManagerTransition(state.withRegistered(user), new ManagerOutcome.Registered(user));
    }

    private Optional<Refused> malformed(ManagerCommand.Register command) {
        if (!NAME.matcher(command.user()).matches()) {
            return Optional.of(new Refused(Reason.BAD_NAME, "a user name is 1 to 15 letters, A to Z or a to z"));
        }
        if (!isHostAddress(command.address())) {
            return Optional.of(
                    new Refused(Reason.BAD_ADDRESS, "an address is the IPv4 address of a host, such as 192.168.1.20"));
        }
        List<Integer> ports = allPorts(command);
        if (command.ports().isEmpty()
                || command.ports().size() > 3
                || new HashSet<>(ports).size() < ports.size()
                || !ports.stream().allMatch(port -> 1 <= port && port <= 65_535)) {
            return Optional.of(new Refused(Reason.BAD_PORTS, "one to three different ports from 1 to 65535 are given"));
        }
        return Optional.ofNullable(command.allowed())
                .filter(range -> !ports.stream().allMatch(range::contains))
                .map(range -> new Refused(
                        Reason.PORT_OUTSIDE_GROUP,
                        "the ports of this group are " + range.first() + " to " + range.last()));
    }

    private static boolean isHostAddress(String address) {
        if (Ipv4.parse(address).isEmpty()) {
            return false;
        }
        int firstOctet = Integer.parseInt(address.substring(0, address.indexOf('.')));
        return 0 < firstOctet && firstOctet < FIRST_MULTICAST;
    }

    /** A silent member may be forgotten as well: the DHT has lost its part. */
    static ManagerTransition deregister(ManagerState state, ManagerCommand.Deregister command) {
        boolean silent = state.user(command.user()).filter(User::isSilent).isPresent();
        Optional<Refused> refused =
                silent ? Optional.empty() : ManagerStateMachine.refusedUnlessFree(state, command.user());
        return refused.map(refusal -> new ManagerTransition(state, refusal))
                .orElseGet(() -> new ManagerTransition(
                        RingRules.withoutMember(state, command.user()).without(command.user()),
                        new ManagerOutcome.Deregistered()));
    }

    /**
     * A member of a complete ring is evicted, if others have copies of what it keeps. Else, if the phase cannot end well without
     * this user, it ends here: a ring that is being set up is given up, and one that is being torn down is gone.
     */
    static ManagerTransition markSilent(ManagerState state, ManagerCommand.MarkSilent command) {
        Optional<User> user = incarnation(state, command.user(), command.incarnation());
        if (user.isEmpty() || user.get().isSilent()) {
            return obsolete(state);
        }
        ManagerState marked = state.with(user.get().with(Presence.SILENT));
        if (RingRules.goesOnWithout(marked, command.user())) {
            return RingRules.evict(marked, command.user());
        }
        return RingRules.endsWithout(marked, command.user()) ? RebuildRules.abandon(marked) : decreed(marked);
    }

    static ManagerTransition markPresent(ManagerState state, ManagerCommand.MarkPresent command) {
        return incarnation(state, command.user(), command.incarnation())
                .filter(User::isSilent)
                .map(user -> decreed(state.with(user.with(Presence.PRESENT))))
                .orElseGet(() -> obsolete(state));
    }

    static ManagerTransition forget(ManagerState state, ManagerCommand.ForgetUser command) {
        return incarnation(state, command.user(), command.incarnation())
                .filter(User::isSilent)
                .map(user -> decreed(RingRules.withoutMember(state, user.name()).without(user.name())))
                .orElseGet(() -> obsolete(state));
    }

    private static Optional<User> incarnation(ManagerState state, String name, String incarnation) {
        return state.user(name)
                .filter(user -> user.isWatched() && user.incarnation().equals(incarnation));
    }

    /** A manager that has taken another one's place has its address; of more than there can be, the first goes. */
    ManagerTransition announce(ManagerState state, ManagerCommand.AnnounceManager command) {
        ManagerEndpoint manager = command.manager();
        ManagerState after = state;
        for (ManagerEndpoint other : state.managers().values()) {
            if (!other.name().equals(manager.name())
                    && other.address().equals(manager.address())
                    && other.port() == manager.port()) {
                after = after.withoutManager(other.name());
            }
        }
        if (!after.managers().containsKey(manager.name()) && after.managers().size() >= rules.managersMax()) {
            after = after.withoutManager(after.managers().firstKey());
        }
        return decreed(after.withManager(manager));
    }

    private static ManagerTransition decreed(ManagerState state) {
        return new ManagerTransition(state, new ManagerOutcome.Decreed());
    }

    private static ManagerTransition obsolete(ManagerState state) {
        return new ManagerTransition(state, new ManagerOutcome.Obsolete());
    }
}
