package io.ringcast.dht.manager.domain;

import io.ringcast.dht.manager.domain.RingEvent.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What is told of each change of the epoch. It is part of the state, so that all managers tell the same; no rule depends on it.
 */
public final class RingHistory {
    /** So many decrees are kept, the latest. */
    public static final int EVENTS_MAX = 256;

    private RingHistory() {}

    /** The state after a command, with what is to be told of it. */
    public static ManagerState told(ManagerState before, ManagerState after, ManagerCommand command, long timeMillis) {
        return before.epoch() == after.epoch()
                ? after
                : after.withEvent(event(before, after, decided(command), timeMillis), EVENTS_MAX);
    }

    private static ManagerCommand decided(ManagerCommand command) {
        return command instanceof ManagerCommand.Concluded concluded ? decided(concluded.decree()) : command;
    }

    private static RingEvent event(ManagerState before, ManagerState after, ManagerCommand command, long timeMillis) {
        return switch (command) {
            case ManagerCommand.SetUpDht c -> asked(after, timeMillis, Kind.SET_UP_BEGUN, c.user(), "setup-dht");
            case ManagerCommand.CompleteDht c -> asked(after, timeMillis, Kind.SET_UP, c.user(), "dht-complete");
            case ManagerCommand.LeaveDht c -> asked(after, timeMillis, Kind.LEAVE_BEGUN, c.user(), "leave-dht");
            case ManagerCommand.JoinDht c -> asked(after, timeMillis, Kind.JOIN_BEGUN, c.user(), "join-dht");
            case ManagerCommand.CompleteRebuild c -> asked(after, timeMillis, Kind.REBUILT, c.user(), "dht-rebuilt");
            case ManagerCommand.TearDownDht c ->
                asked(after, timeMillis, Kind.TEARDOWN_BEGUN, c.user(), "teardown-dht");
            case ManagerCommand.CompleteTeardown c ->
                asked(after, timeMillis, Kind.TORN_DOWN, c.user(), "teardown-complete");
            case ManagerCommand.HoldCopies c ->
                told(
                        after,
                        timeMillis,
                        Kind.COPIES_HELD,
                        c.user(),
                        c.user() + " has all records of slots " + c.slots());
            case ManagerCommand.SeatMember c ->
                told(after, timeMillis, Kind.SEATED, c.user(), c.user() + " gives signs of life, and its seat is free");
            case ManagerCommand.Register c -> failed(before, after, timeMillis, c.user(), restarted(before, c));
            case ManagerCommand.Deregister c ->
                failed(before, after, timeMillis, c.user(), c.user() + " was silent, and has been deregistered");
            case ManagerCommand.AbandonDht c ->
                failed(before, after, timeMillis, c.user(), c.user() + " has sent dht-failed");
            case ManagerCommand.MarkSilent c ->
                failed(before, after, timeMillis, c.user(), c.user() + " gives no sign of life");
            case ManagerCommand.ForgetUser c ->
                failed(before, after, timeMillis, c.user(), c.user() + " has given no sign of life for too long");
            case ManagerCommand.ExpirePhase c ->
                failed(before, after, timeMillis, "", before.phase().word() + " has lasted longer than it may");
            case ManagerCommand.QueryDht c -> throw noDecree(c);
            case ManagerCommand.MarkPresent c -> throw noDecree(c);
            case ManagerCommand.TakeLead c -> throw noDecree(c);
            case ManagerCommand.Concluded c -> throw noDecree(c);
            case ManagerCommand.AnnounceManager c -> throw noDecree(c);
        };
    }

    private static String restarted(ManagerState before, ManagerCommand.Register command) {
        return before.isMember(command.user()) && Registry.isKnown(before, command)
                ? command.user() + " has been started again"
                : command.user() + " has taken the name or the ports of a silent member";
    }

    private static RingEvent asked(ManagerState after, long timeMillis, Kind kind, String user, String message) {
        return told(after, timeMillis, kind, user, user + " has sent " + message);
    }

    private static IllegalStateException noDecree(ManagerCommand command) {
        return new IllegalStateException("no rule begins an epoch with " + command);
    }

    /** Somebody is gone, or cannot go on: a member is evicted, or the ring is as it was before a rebuild, or there is none. */
    private static RingEvent failed(
            ManagerState before, ManagerState after, long timeMillis, String user, String reason) {
        if (after.phase() instanceof RingPhase.None) {
            boolean wanted = before.phase() instanceof RingPhase.TearingDown;
            return told(after, timeMillis, wanted ? Kind.TORN_DOWN : Kind.GIVEN_UP, user, reason);
        }
        List<String> evicted = new ArrayList<>(before.phase().ring());
        evicted.removeAll(after.phase().ring());
        return evicted.isEmpty()
                ? told(after, timeMillis, Kind.REBUILD_GIVEN_UP, user, reason)
                : told(after, timeMillis, Kind.EVICTED, String.join(", ", evicted), reason);
    }

    private static RingEvent told(ManagerState after, long timeMillis, Kind kind, String user, String reason) {
        return new RingEvent(after.epoch(), timeMillis, kind, user, reason, after.lostSlots());
    }
}
