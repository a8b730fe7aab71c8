package io.ringcast.dht.peer.session;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.PresenceMessage.Heartbeat;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tells every manager at intervals that this process is alive, and which user it has. */
final class Heartbeats {
    private static final long FIRST_INTERVAL_NANOS = Duration.ofMillis(500).toNanos();
    private static final int REMEMBERED_MAX = 256;

    private final SessionState state;
    private final ManagerList managers;
    private final Map<RequestId, Sent> unanswered = new LinkedHashMap<>();
    private long intervalNanos = FIRST_INTERVAL_NANOS;
    private long nextAtNanos;
    private long latestAnsweredNanos = Long.MIN_VALUE;
    private boolean closed;

    /** A heartbeat: for which user, and when it was sent. */
    record Sent(String user, long atNanos) {}

    Heartbeats(SessionState state, ManagerList managers, long nowNanos) {
        this.state = state;
        this.managers = managers;
        this.nextAtNanos = nowNanos;
    }

    void flush(long nowNanos) {
        if (nowNanos >= nextAtNanos && !closed) {
            nextAtNanos = nowNanos + intervalNanos;
            managers.all().forEach(manager -> send(manager, nowNanos));
        }
    }

    /** A manager asks whether this user's process is alive. */
    void probed(InetSocketAddress from, PresenceMessage.Probe probe, long nowNanos) {
        Member self = state.self();
        if (self != null && self.user().equals(probe.user()) && !closed) {
            send(from, nowNanos);
        }
    }

    /** The managers are to ask this neighbour. */
    void suspected(String neighbour) {
        Member self = state.self();
        if (self != null && !closed) {
            for (InetSocketAddress manager : managers.all()) {
                state.emit(new SessionEffect.Send(
                        manager, new PresenceMessage.Suspicion(state.nextId(), self.user(), neighbour), false));
            }
        }
    }

    private void send(InetSocketAddress to, long nowNanos) {
        Member self = state.self();
        String user = self == null ? Heartbeat.NOBODY : self.user();
        RequestId id = state.nextId();
        unanswered.put(id, new Sent(user, nowNanos));
        if (unanswered.size() > REMEMBERED_MAX) {
            unanswered.remove(unanswered.keySet().iterator().next());
        }
        state.emit(new SessionEffect.Send(to, new Heartbeat(id, user, state.run, state.viewEpoch()), false));
    }

    /** The heartbeat that this is the first answer to; empty if there is none, or a later one has been answered. */
    Optional<Sent> answered(PresenceMessage.Presence presence) {
        Sent sent = unanswered.remove(presence.id());
        if (sent == null || sent.atNanos() < latestAnsweredNanos) {
            return Optional.empty();
        }
        latestAnsweredNanos = sent.atNanos();
        long interval = Duration.ofMillis(presence.intervalMillis()).toNanos();
        nextAtNanos += interval - intervalNanos;
        intervalNanos = interval;
        return Optional.of(sent);
    }

    long intervalNanos() {
        return intervalNanos;
    }

    long wakeAtNanos() {
        return closed ? Long.MAX_VALUE : nextAtNanos;
    }

    void close() {
        closed = true;
    }
}
