package io.ringcast.dht.manager.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the manager can be asked. Fields are as the asker wrote them: {@link ManagerStateMachine} judges them. */
public sealed interface ManagerCommand {
    /**
     * Store a user.
     *
     * @param incarnation names the run of the process that registers; empty if it promises no heartbeats
     * @param allowed the only ports that the manager takes that received the request; null if it takes any. It is part of the
     *     command, so that managers with different settings decide alike
     * @param managerPort from which the process talks to the managers; 0 if it has not told
     */
    record Register(
            String user,
            String address,
            List<Integer> ports,
            String incarnation,
            @Nullable PortRange allowed,
            int managerPort)
            implements ManagerCommand {
        /** Copies the ports. */
        public Register {
            ports = List.copyOf(ports);
        }

        /** From any port. */
        public Register(
                String user, String address, List<Integer> ports, String incarnation, @Nullable PortRange allowed) {
            this(user, address, ports, incarnation, allowed, 0);
        }
    }

    /**
     * Choose the members of a new DHT.
     *
     * @param size how many nodes the ring is to have
     * @param user the leader to be
     * @param choice seed of the random choice among the free users
     * @param copies how many members are to keep each record. It is part of the command, so that managers with different
     *     settings decide alike
     * @param overlay how messages are to find their way, as the asker wrote it
     * @param sizeMin fewest nodes that a ring may have; part of the command as {@code copies} is
     */
    record SetUpDht(int size, String user, long choice, int copies, String overlay, int sizeMin)
            implements ManagerCommand {
        /** Of two nodes or more, as in the handout's first edition. */
        public SetUpDht(int size, String user, long choice, int copies, String overlay) {
            this(size, user, choice, copies, overlay, 2);
        }
    }

    /**
     * The leader has built and loaded the ring.
     *
     * @param table what it has loaded; null if that is as in the handout
     */
    record CompleteDht(String user, @Nullable LoadedTable table) implements ManagerCommand {
        /** As in the handout. */
        public CompleteDht(String user) {
            this(user, null);
        }
    }

    /**
     * Name a member at which a query may start.
     *
     * @param choice seed of the random choice among the members
     */
    record QueryDht(String user, long choice) implements ManagerCommand {}

    /** A member wants to go. */
    record LeaveDht(String user) implements ManagerCommand {}

    /** A free user wants to be a member. */
    record JoinDht(String user) implements ManagerCommand {}

    /** The ring has been rebuilt without the user that leaves, or with the one that joins. */
    record CompleteRebuild(String user, String newLeader) implements ManagerCommand {}

    /** Forget a free user. */
    record Deregister(String user) implements ManagerCommand {}

    /** The leader wants to delete the DHT. */
    record TearDownDht(String user) implements ManagerCommand {}

    /** The leader has deleted the DHT. */
    record CompleteTeardown(String user) implements ManagerCommand {}

    /**
     * Who has to end the current phase cannot: a neighbour is silent, or the dataset is unreadable. Or a member of the
     * complete ring has lost its part.
     */
    record AbandonDht(String user) implements ManagerCommand {}

    /**
     * A member has all records of these slots.
     *
     * @param epoch of the view by which it judges
     */
    record HoldCopies(String user, long epoch, List<Integer> slots) implements ManagerCommand {
        /** Copies the slots. */
        public HoldCopies {
            slots = List.copyOf(slots);
        }
    }

    /** What only a manager commands: it follows from the time, or from what the manager has heard. */
    sealed interface Decree extends ManagerCommand {}

    /**
     * The current phase has lasted longer than the manager waits.
     *
     * @param epoch in which the phase began; if another has begun meanwhile, nothing happens
     */
    record ExpirePhase(long epoch) implements Decree {}

    /** The user's process gives no sign of life any more. */
    record MarkSilent(String user, String incarnation) implements Decree {}

    /** The user's process gives signs of life again. */
    record MarkPresent(String user, String incarnation) implements Decree {}

    /** A user that has lost its seat in the ring, and gives signs of life again, is to take it. */
    record SeatMember(int seat, String user, String incarnation) implements Decree {}

    /** The user's process has been silent for so long that it will not come back. */
    record ForgetUser(String user, String incarnation) implements Decree {}

    /**
     * The leader of the managers draws conclusions from now on, and no earlier leader any more.
     *
     * @param token of the new leader; never used before
     * @param before the token that it replaces; if another one has replaced it meanwhile, nothing happens
     */
    record TakeLead(String token, String before) implements Decree {}

    /**
     * What a leader has concluded from what it heard. A leader that was cut off, and heard nobody, may still propose it when
     * others have gone on without it; then its token is out of date, and nothing happens.
     *
     * @param token of the leader (a fencing token: Kleppmann, How to do distributed locking, 2016)
     */
    record Concluded(String token, Decree decree) implements Decree {}

    /** A manager takes requests there from now on. */
    record AnnounceManager(ManagerEndpoint manager) implements Decree {}
}
