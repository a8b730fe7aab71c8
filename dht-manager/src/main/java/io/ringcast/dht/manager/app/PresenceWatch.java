package io.ringcast.dht.manager.app;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.view.RingView;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gives signs of life. Every manager listens to heartbeats; only the leader draws conclusions. A user that has been
 * silent for a while is asked first, several times; only if it does not answer it is marked as silent, and after a long
 * while forgotten. A leader that has just become one, or was paused, gives everybody the full time, since it may have heard
 * nothing.
 *
 * <p>Time is that of a monotonic clock in nanoseconds. Thread-safe.
 */
public final class PresenceWatch {
    private final PresenceSettings settings;
    private final String process;
    private final Map<Run, Heard> heard = new HashMap<>();
    private long leadingSinceNanos;
    private long lookedNanos;
    private boolean leading;
    private @Nullable PhaseWatch phase;
    private long leadsTaken;
    private String token = "";
    private long tookLeadNanos;

    /** One run of a user's process. */
    private record Run(String user, String incarnation) {
        static Run of(User user) {
            return new Run(user.name(), user.incarnation());
        }
    }

    private static final class Heard {
        InetSocketAddress from;
        long atNanos;
        long askedNanos;
        long suspectedNanos = Long.MIN_VALUE;
        long silentSinceNanos;
        long proposedNanos = Long.MIN_VALUE;
        /** Epoch of the view that the process has. */
        long epoch;

        Heard(InetSocketAddress from, long nowNanos) {
            this.from = from;
            this.atNanos = nowNanos;
            this.askedNanos = nowNanos;
            this.silentSinceNanos = nowNanos;
        }
    }

    /** Who has a seat, and which vacant seat was whose: all users are looked up in it, ten times a second. */
    private record Seated(Set<String> members, Map<String, Integer> vacant) {
        static Seated of(@Nullable RingView view) {
            Set<String> members = new HashSet<>();
            Map<String, Integer> vacant = new HashMap<>();
            for (int seat = 0; view != null && seat < view.seats().size(); seat++) {
                RingView.Seat taken = view.seats().get(seat);
                if (taken.isVacant()) {
                    vacant.putIfAbsent(taken.former(), seat);
                } else {
                    members.add(taken.user());
                }
            }
            return new Seated(members, vacant);
        }
    }

    private record PhaseWatch(long epoch, long sinceNanos) {}

    /** What the leader does. */
    public sealed interface Step {
        /** Ask a user's process whether it is alive. */
        record Ask(String user, InetSocketAddress to) implements Step {}

        /** Have the managers decide this. */
        record Propose(ManagerCommand command) implements Step {}
    }

    /**
     * Nobody has been heard yet.
     *
     * @param process names this run of the manager's process, and no other
     */
    public PresenceWatch(PresenceSettings settings, String process) {
        this.settings = settings;
        this.process = process;
    }

    /**
     * A user's process has given a sign of life.
     *
     * @param epoch of the view of the ring that it has
     */
    public synchronized void heard(String user, String incarnation, long epoch, InetSocketAddress from, long nowNanos) {
        Heard known = heard.computeIfAbsent(new Run(user, incarnation), run -> new Heard(from, nowNanos));
        known.atNanos = nowNanos;
        known.from = from;
        known.epoch = epoch;
    }

    /** A member's left neighbour has not heard it. It counts from the first time on since the member was heard here. */
    public synchronized void suspected(String user, long nowNanos) {
        heard.forEach((run, known) -> {
            if (run.user().equals(user) && known.suspectedNanos <= known.atNanos) {
                known.suspectedNanos = nowNanos;
            }
        });
    }

    /** How long until the next heartbeat of each user, where so many are registered. */
    public int intervalMillis(int users) {
        return settings.intervalMillis(users);
    }

    /**
     * What is to be done now.
     *
     * @param leads whether this manager is the leader, and serves
     */
    public synchronized List<Step> due(ManagerState state, boolean leads, long nowNanos) {
        heard.keySet()
                .removeIf(run -> state.user(run.user())
                        .filter(user -> user.incarnation().equals(run.incarnation()))
                        .isEmpty());
        if (!leads) {
            leading = false;
            phase = null;
            return List.of();
        }
        long silentAfter = settings.silentAfterNanos(state.users().size());
        if (!leading) {
            leading = true;
            token = process + "-" + ++leadsTaken;
            tookLeadNanos = nowNanos - settings.proposeAgainNanos();
            leadingSinceNanos = nowNanos;
        } else if (nowNanos - lookedNanos >= settings.pauseNanos(silentAfter)) {
            leadingSinceNanos = nowNanos;
        }
        lookedNanos = nowNanos;
        if (!state.fence().equals(token)) {
            return takeLead(state, nowNanos);
        }
        List<Step> steps = new ArrayList<>();
        Seated seated = Seated.of(state.view());
        for (User user : state.users().values()) {
            if (user.isWatched()) {
                watch(user, silentAfter, nowNanos, steps);
                watchSeat(state, seated, user, nowNanos, steps);
            }
        }
        watchPhase(state, nowNanos, steps);
        return steps;
    }

    private List<Step> takeLead(ManagerState state, long nowNanos) {
        if (nowNanos - tookLeadNanos < settings.proposeAgainNanos()) {
            return List.of();
        }
        tookLeadNanos = nowNanos;
        return List.of(new Step.Propose(new ManagerCommand.TakeLead(token, state.fence())));
    }

    private void watch(User user, long silentAfter, long nowNanos, List<Step> steps) {
        // A user that has not been heard at all registered a moment ago, or while another manager led.
        Heard known = heard.computeIfAbsent(Run.of(user), run -> new Heard(address(user), nowNanos));
        long quiet = nowNanos - Math.max(known.atNanos, leadingSinceNanos);
        if (user.isSilent()) {
            if (known.atNanos > known.silentSinceNanos && quiet < silentAfter / 2) {
                propose(known, new ManagerCommand.MarkPresent(user.name(), user.incarnation()), nowNanos, steps);
            } else if (nowNanos - Math.max(known.silentSinceNanos, leadingSinceNanos) >= settings.forgetAfterNanos()) {
                propose(known, new ManagerCommand.ForgetUser(user.name(), user.incarnation()), nowNanos, steps);
            }
            return;
        }
        known.silentSinceNanos = nowNanos;
        long since = Math.max(known.atNanos, leadingSinceNanos);
        boolean suspected = known.suspectedNanos > since;
        boolean silent = quiet >= silentAfter
                || (suspected && quiet >= silentAfter / 2 && nowNanos - known.suspectedNanos >= silentAfter / 4);
        if (silent && known.askedNanos > Math.max(since, suspected ? known.suspectedNanos : since)) {
            propose(known, new ManagerCommand.MarkSilent(user.name(), user.incarnation()), nowNanos, steps);
        } else if ((suspected || quiet >= silentAfter / 2) && nowNanos - known.askedNanos >= settings.askAgainNanos()) {
            known.askedNanos = nowNanos;
            steps.add(new Step.Ask(user.name(), known.from));
        }
    }

    /**
     * A member that does not know the latest view is asked for a heartbeat: the answer brings the view. Whoever has lost its
     * seat, and is free, is to take it again.
     */
    private void watchSeat(ManagerState state, Seated seated, User user, long nowNanos, List<Step> steps) {
        RingView view = state.view();
        Heard known = heard.get(Run.of(user));
        if (view == null || known == null || !RingPhase.isKept(state.phase()) || user.isSilent()) {
            return;
        }
        if (seated.members().contains(user.name())) {
            if (view.copies() > 1
                    && known.epoch < view.since()
                    && nowNanos - known.askedNanos >= settings.askAgainNanos()) {
                known.askedNanos = nowNanos;
                steps.add(new Step.Ask(user.name(), known.from));
            }
        } else if (settings.reseats() && state.phase() instanceof RingPhase.Ready) {
            Integer seat = seated.vacant().get(user.name());
            if (seat != null) {
                propose(known, new ManagerCommand.SeatMember(seat, user.name(), user.incarnation()), nowNanos, steps);
            }
        }
    }

    private void propose(Heard known, ManagerCommand.Decree decree, long nowNanos, List<Step> steps) {
        if (known.proposedNanos == Long.MIN_VALUE || nowNanos - known.proposedNanos >= settings.proposeAgainNanos()) {
            known.proposedNanos = nowNanos;
            steps.add(concluded(decree));
        }
    }

    private void watchPhase(ManagerState state, long nowNanos, List<Step> steps) {
        if (state.phase().awaited().isEmpty()) {
            phase = null;
        } else if (phase == null || phase.epoch() != state.epoch()) {
            phase = new PhaseWatch(state.epoch(), nowNanos);
        } else if (nowNanos - phase.sinceNanos() >= settings.phaseTimeoutNanos()) {
            steps.add(concluded(new ManagerCommand.ExpirePhase(state.epoch())));
        }
    }

    private Step concluded(ManagerCommand.Decree decree) {
        return new Step.Propose(new ManagerCommand.Concluded(token, decree));
    }

    private static InetSocketAddress address(User user) {
        return new Member(user.name(), user.address(), user.ports()).queries();
    }
}
