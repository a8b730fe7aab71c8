package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.app.PresenceSettings;
import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whom a leader takes for silent, and whom not: it asks before it decrees, and a set-up draws nobody from whom it has heard
 * nothing for longer than the presence timeout. Keeps books of its own, from what each manager receives and sends.
 */
final class PresenceCheck {
    /** From the end of the timeout on: a tick, and a proposal, or two if the first one is lost. */
    private static final long SLACK_NANOS = Duration.ofMillis(1_500).toNanos();

    /** A manager that has not ticked for so long was paused: it may have heard nobody. */
    private static final long PAUSED_NANOS = Duration.ofMillis(500).toNanos();

    private final VirtualTime time;
    private final long silentAfterNanos;
    private final Violations violations;
    private final Map<SimulatedManager, Books> books = new HashMap<>();

    private record Run(String user, String incarnation) {}

    /** What one manager has heard and asked since its process started. */
    private static final class Books {
        final Map<Run, Long> heard = new HashMap<>();
        final Set<Run> asked = new HashSet<>();
        boolean leading;
        long leadingSinceNanos;
        long lastTickNanos;
    }

    PresenceCheck(VirtualTime time, PresenceSettings settings, Violations violations) {
        this.time = time;
        this.silentAfterNanos = settings.silentAfter().toNanos();
        this.violations = violations;
    }

    void restarted(SimulatedManager manager) {
        books.put(manager, new Books());
    }

    private Books of(SimulatedManager manager) {
        return books.computeIfAbsent(manager, none -> new Books());
    }

    void heard(SimulatedManager manager, String user, String incarnation) {
        Run run = new Run(user, incarnation);
        of(manager).heard.put(run, time.nanos());
        of(manager).asked.remove(run);
    }

    /** A manager looks to what is due. */
    void ticks(SimulatedManager manager, boolean leads) {
        Books own = of(manager);
        boolean paused = time.nanos() - own.lastTickNanos > PAUSED_NANOS;
        if (leads && (!own.leading || paused)) {
            own.leadingSinceNanos = time.nanos();
        }
        own.leading = leads;
        own.lastTickNanos = time.nanos();
    }

    /** A manager asks, or proposes. */
    void steps(SimulatedManager manager, PresenceWatch.Step step, ManagerState state) {
        Books own = of(manager);
        switch (step) {
            case PresenceWatch.Step.Ask ask ->
                state.user(ask.user()).ifPresent(user -> own.asked.add(new Run(user.name(), user.incarnation())));
            case PresenceWatch.Step.Propose proposal -> {
                if (proposal.command() instanceof ManagerCommand.Concluded concluded
                        && concluded.decree() instanceof ManagerCommand.MarkSilent silent
                        && !own.asked.contains(new Run(silent.user(), silent.incarnation()))) {
                    violations.add(manager + " takes " + silent.user() + " for silent and has not asked it");
                }
            }
        }
    }

    /** A manager learns what has been decided. */
    void decided(SimulatedManager manager, ManagerLog.Decision decision) {
        Books own = of(manager);
        if (decision.outcome() instanceof ManagerOutcome.Registered registered) {
            own.heard.put(new Run(registered.user().name(), registered.user().incarnation()), time.nanos());
        }
    }

    /** The managers have decided, under this leader. */
    void decidedBy(SimulatedManager leader, ManagerLog.Decision decision) {
        decided(leader, decision);
        boolean looksAlready = of(leader).leading;
        if (looksAlready && !decision.repeated() && decision.outcome() instanceof ManagerOutcome.RingChosen chosen) {
            chosen.ring().stream().skip(1).filter(User::isWatched).forEach(member -> drawn(leader, of(leader), member));
        }
    }

    private void drawn(SimulatedManager manager, Books own, User member) {
        long heard = own.heard.getOrDefault(new Run(member.name(), member.incarnation()), own.leadingSinceNanos);
        long silence = time.nanos() - Math.max(heard, own.leadingSinceNanos);
        if (silence > silentAfterNanos + SLACK_NANOS) {
            violations.add(
                    manager + " draws " + member.name() + ", which has been silent for " + silence / 1_000_000 + " ms");
        }
    }
}
