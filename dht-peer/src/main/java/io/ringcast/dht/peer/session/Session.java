package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.ManagerReply;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.PresenceMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What a peer does between its person, the managers and its ring node. What happens outside is told by calling a method,
 * with the time from any monotonic clock in nanoseconds; afterwards {@link #flush} gives what is to be done, and {@link
 * #wakeAtNanos} says when it must be called next. For one thread at a time.
 */
public final class Session {
    private static final long NEVER_NANOS = Duration.ofDays(1).toNanos();

    private final SessionState state;
    private final ManagerList managers;
    private final ManagerRequests requests;
    private final Heartbeats heartbeats;
    private final RingControl ring;
    private final Commands commands;
    private final Queries queries;
    private final Reconciliation reconciliation;
    private final Views views = new Views();
    private long heardAtNanos;

    /**
     * A peer that is not registered.
     *
     * @param run names this run of the process, at random, in ASCII letters and digits
     * @param manager the one that is configured
     */
    public Session(String run, InetSocketAddress manager, RandomGenerator random, long nowNanos) {
        state = new SessionState(run);
        managers = new ManagerList(manager);
        requests = new ManagerRequests(state, managers, random);
        heartbeats = new Heartbeats(state, managers, nowNanos);
        ring = new RingControl(state);
        heardAtNanos = nowNanos - NEVER_NANOS;
        Registrar registrar = new Registrar(state, requests);
        Background background = new Background(state, requests);
        Failures failures = new Failures(state, managers);
        commands = new Commands(state, requests, ring, registrar, background, failures);
        queries = new Queries(state, requests, ring, failures);
        reconciliation = new Reconciliation(state, registrar, requests, ring, commands, background, heartbeats);
    }

    /**
     * A person gives a command; ends with {@link SessionEffect.CommandEnded}.
     *
     * @param number names it
     */
    public void command(long number, PeerCommand command, long nowNanos) {
        switch (command) {
            case PeerCommand.Change change -> commands.give(number, change);
            case PeerCommand.Enter enter -> queries.enter(number, enter, nowNanos);
            case PeerCommand.Query query -> queries.begin(number, query, nowNanos);
        }
    }

    /**
     * Takes a datagram.
     *
     * @return whether it has to do with anything that this process has sent, or is a manager's question
     */
    public boolean received(InetSocketAddress from, ManagerMessage message, long nowNanos) {
        switch (message) {
            case PresenceMessage.Probe probe -> {
                heartbeats.probed(from, probe, nowNanos);
                return true;
            }
            case ManagerReply reply -> {
                if (isManagersAnswer(from, reply, nowNanos)) {
                    if (reply instanceof ManagerReply.Success success) {
                        state.epochs.saw(success.epoch());
                    }
                    requests.replied(from, reply, nowNanos);
                    return true;
                }
            }
            case PresenceMessage.Presence presence -> {
                if (isManagersAnswer(from, presence, nowNanos)) {
                    heartbeats.answered(presence).ifPresent(heartbeat -> {
                        managers.learn(presence.managers());
                        reconciliation.heard(presence, heartbeat, nowNanos);
                    });
                    return true;
                }
            }
            case PresenceMessage.View view -> {
                if (isManagersAnswer(from, view, nowNanos)) {
                    viewed(view);
                    return true;
                }
            }
            case PresenceMessage.ViewChanges changes -> {
                if (isManagersAnswer(from, changes, nowNanos)) {
                    changed(changes);
                    return true;
                }
            }
            case ManagerRequest stray -> {}
            case PresenceMessage.Heartbeat stray -> {}
            case PresenceMessage.Suspicion stray -> {}
        }
        return false;
    }

    private void viewed(PresenceMessage.View part) {
        if (state.epochs.isLatest(part.since())) {
            views.add(part).ifPresent(decreed -> {
                state.epochs.saw(decreed.view().since());
                state.emit(new SessionEffect.TakeView(decreed));
                state.needsWholeView(false);
            });
        }
    }

    private void changed(PresenceMessage.ViewChanges part) {
        if (state.epochs.isLatest(part.since())) {
            views.add(part).ifPresent(change -> {
                state.epochs.saw(change.since());
                state.emit(new SessionEffect.TakeView(change));
                state.needsWholeView(views.isToldInVain());
            });
        }
    }

    private boolean isManagersAnswer(InetSocketAddress from, ManagerMessage message, long nowNanos) {
        boolean answer = managers.contains(from) && state.isOwn(message.id());
        if (answer) {
            heardAtNanos = nowNanos;
        }
        return answer;
    }

    /**
     * Something has been done that took time.
     *
     * @param number that of the {@link SessionEffect.Work}
     * @param fault a sentence that says why it could not be done; null if it has been
     */
    public void done(long number, @Nullable String fault, long nowNanos) {
        ring.done(number, fault, nowNanos);
    }

    /**
     * The ring node has taken a place in a ring, or has none any more.
     *
     * @param epoch of the ring
     * @param view epoch of the latest view of it
     */
    public void placed(boolean member, long epoch, long view) {
        state.placed(member, epoch, view);
    }

    /**
     * The managers are to know which slots' records the ring node has.
     *
     * @param epoch of the view by which it judges
     * @param slots empty if they know
     */
    public void copiesHeld(long epoch, List<Integer> slots) {
        state.held(epoch, slots);
    }

    /** A neighbour in the ring acknowledges nothing. */
    public void suspected(String neighbour) {
        heartbeats.suspected(neighbour);
    }

    /** The {@link SessionEffect.RingTask} is over. */
    public void taskEnded(TaskOutcome outcome, long nowNanos) {
        ring.taskEnded(outcome, nowNanos);
    }

    /** A member has answered {@link SessionEffect.AskMember}, or has not in time. */
    public void memberAnswered(long query, DirectMessage.DirectAnswer answer, long nowNanos) {
        ring.answered(query, answer, nowNanos);
    }

    /** What is to be done now. */
    public List<SessionEffect> flush(long nowNanos) {
        requests.flush(nowNanos);
        commands.advance(nowNanos);
        heartbeats.flush(nowNanos);
        return state.takeEffects();
    }

    /** When {@link #flush} must be called next, if nothing else happens; {@link Long#MAX_VALUE}: not at all. */
    public long wakeAtNanos() {
        return Math.min(requests.wakeAtNanos(), heartbeats.wakeAtNanos());
    }

    /** How many requests wait for a manager's answer. */
    public int requestsUnderWay() {
        return requests.underWay();
    }

    /** How the peer and its managers get on. */
    public SessionStatus status(long nowNanos) {
        return new SessionStatus(
                state.self(),
                managers.all(),
                Duration.ofNanos(Math.min(nowNanos - heardAtNanos, NEVER_NANOS)),
                Duration.ofNanos(heartbeats.intervalNanos()),
                state.isReplaced(),
                state.trouble());
    }

    /** The process ends: nobody waits for a manager any more, and nothing is asked of one. */
    public void close(long nowNanos) {
        heartbeats.close();
        requests.close(nowNanos);
    }
}
