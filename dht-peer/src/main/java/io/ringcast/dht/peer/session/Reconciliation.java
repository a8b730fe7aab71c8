package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DhtPhase;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage.Presence;
import io.ringcast.protocol.dht.Standing;
import java.util.List;
import java.util.function.Function;

/** Compares what a manager says of this peer with what the peer knows, and mends what differs. */
final class Reconciliation {
    private static final String GIVEN_UP =
            "the manager has given the DHT up, and its users are free; setup-dht builds it again";

    private static final String WITHOUT_IT =
            "the members of the DHT have gone on without this peer; the manager may seat it again";

    private final SessionState state;
    private final Registrar registrar;
    private final ManagerRequests requests;
    private final RingControl ring;
    private final Commands commands;
    private final Background background;
    private final Heartbeats heartbeats;

    private Sign sign = Sign.NONE;
    private long signEpoch;
    private long signAtNanos;

    /** What calls for a step that cannot be taken back, so that one presence is not enough to take it. */
    private enum Sign {
        NONE,
        /** The user belongs to another process. */
        REPLACED,
        /** The manager waits for this user, and nothing is under way here. */
        AWAITED_IN_VAIN,
        /** The user is a member, and the node is in no ring, or in one that these managers have not decreed. */
        RING_LOST
    }

    Reconciliation(
            SessionState state,
            Registrar registrar,
            ManagerRequests requests,
            RingControl ring,
            Commands commands,
            Background background,
            Heartbeats heartbeats) {
        this.state = state;
        this.registrar = registrar;
        this.requests = requests;
        this.ring = ring;
        this.commands = commands;
        this.background = background;
        this.heartbeats = heartbeats;
    }

    /** @param heartbeat the one that is answered */
    void heard(Presence presence, Heartbeats.Sent heartbeat, long nowNanos) {
        Member self = state.self();
        if (!state.epochs.isCurrent(presence.epoch(), nowNanos)
                || self == null
                || !heartbeat.user().equals(self.user())
                || !state.isSettledSince(heartbeat.atNanos())) {
            return;
        }
        state.stands(presence.standing());
        boolean confirmed = isConfirmed(signIn(presence), presence.epoch(), heartbeat.atNanos());
        switch (presence.standing()) {
            case UNKNOWN -> {
                dropRing(presence);
                beKnown(self, nowNanos);
            }
            case REPLACED -> {
                if (confirmed && !commands.isAboutUsers()) {
                    giveUserUp(self);
                }
            }
            case FREE -> {
                if (presence.awaited()) {
                    concludeIf(confirmed, self, nowNanos);
                } else {
                    dropRing(presence);
                }
            }
            case LEADER, IN_DHT -> {
                if (!presence.awaited()) {
                    state.undelivered(null);
                }
                if (concludeIf(confirmed, self, nowNanos)) {
                    return;
                }
                if (presence.phase() == DhtPhase.READY && commands.isIdle() && background.isFree(nowNanos)) {
                    tellCopies(self, nowNanos);
                }
            }
        }
    }

    private boolean concludeIf(boolean confirmed, Member self, long nowNanos) {
        boolean concludes = confirmed && background.isFree(nowNanos);
        if (concludes) {
            conclude(self, nowNanos);
        }
        return concludes;
    }

    private Sign signIn(Presence presence) {
        if (presence.standing() == Standing.REPLACED) {
            return Sign.REPLACED;
        }
        boolean inDht = presence.standing() == Standing.LEADER || presence.standing() == Standing.IN_DHT;
        if (!commands.isIdle()) {
            return Sign.NONE;
        }
        if (presence.awaited()) {
            return Sign.AWAITED_IN_VAIN;
        }
        return inDht && presence.phase() == DhtPhase.READY && !isInRingOf(presence) ? Sign.RING_LOST : Sign.NONE;
    }

    /** Managers that have lost their store count from the beginning: a ring of a later epoch than theirs is not what they mean. */
    private boolean isInRingOf(Presence presence) {
        return state.isMember() && state.ringEpoch() <= presence.epoch();
    }

    /** Whether two heartbeats in a row have been answered with this sign, at the same epoch. */
    private boolean isConfirmed(Sign now, long epoch, long heartbeatAtNanos) {
        if (now != sign || epoch != signEpoch) {
            sign = now;
            signEpoch = epoch;
            signAtNanos = heartbeatAtNanos;
        }
        return now != Sign.NONE && heartbeatAtNanos - signAtNanos >= heartbeats.intervalNanos() / 2;
    }

    /** The manager knows no DHT in which this peer is, or is to be. */
    private void dropRing(Presence presence) {
        state.undelivered(null);
        // Whose command is under way is awaited: only if it is not, the manager has given up what the command is about.
        if (ring.runsTask() ? !presence.awaited() : state.isMember()) {
            long epoch = state.isMember() ? state.ringEpoch() : presence.epoch();
            String why = presence.phase() == DhtPhase.READY ? WITHOUT_IT : GIVEN_UP;
            state.emit(new SessionEffect.DropRing(epoch, FailureReason.DHT_GIVEN_UP, why));
            state.emit(new SessionEffect.Report("This peer leaves its ring: " + why));
        } else if (state.keepsFormer() && commands.isIdle()) {
            state.forgetsFormer(presence.epoch(), WITHOUT_IT);
        }
    }

    /** A command that is about the user decides what becomes of it, and needs the ports that it has. */
    private void beKnown(Member self, long nowNanos) {
        if (commands.isAboutUsers()) {
            return;
        }
        if (state.isDeregistering()) {
            state.unregistered();
            ring.close((none, now) -> {});
            state.emit(new SessionEffect.Report(self.user() + " is deregistered"));
        } else if (background.isFree(nowNanos)) {
            background.run(
                    handler -> registrar.ask(self.user(), self.address(), self.ports(), nowNanos, handler),
                    (answer, now) -> registeredAgain(self, answer));
        }
    }

    private void registeredAgain(Member self, ManagerAnswer answer) {
        switch (answer) {
            case ManagerAnswer.Granted granted -> {
                state.stands(Standing.FREE);
                state.emit(new SessionEffect.Report(
                        "The manager did not know " + self.user() + ", which is registered again"));
            }
            case ManagerAnswer.Denied denied -> {
                String sentence = "the manager does not know " + self.user() + " and refuses to register it again: "
                        + denied.reason() + ", " + denied.text();
                state.trouble(sentence);
                state.emit(new SessionEffect.Report(sentence));
            }
            case ManagerAnswer.Silent silent -> {
                // It is asked again when it says again that it does not know the user.
            }
        }
    }

    /** What the managers do not know yet of the copies that the node has. */
    private void tellCopies(Member self, long nowNanos) {
        List<Integer> slots = state.held();
        long epoch = state.heldEpoch();
        if (!slots.isEmpty()) {
            background.run(
                    handler -> requests.ask(
                            id -> new ManagerRequest.CopiesHeld(id, self.user(), epoch, slots), nowNanos, handler),
                    (answer, now) -> {
                        // What was refused is told again: the node may have told something later meanwhile.
                        if (answer instanceof ManagerAnswer.Granted
                                && state.heldEpoch() == epoch
                                && state.held().equals(slots)) {
                            state.held(epoch, List.of());
                        }
                    });
        }
    }

    private void giveUserUp(Member self) {
        String sentence = "another process has registered as " + self.user()
                + " since, so this process has no user any more; register gives it one";
        state.emit(new SessionEffect.DropRing(Long.MAX_VALUE, FailureReason.REPLACED, sentence));
        state.emit(new SessionEffect.Report(sentence));
        state.replaced(sentence);
        ring.close((none, now) -> {});
    }

    /** Tells the manager what it waits for; if that is not known here, or the ring is lost, that the DHT has failed. */
    private void conclude(Member self, long nowNanos) {
        Function<RequestId, ManagerRequest> undelivered = state.undelivered();
        String what = undelivered != null
                ? "the result of the last command"
                : sign == Sign.RING_LOST
                        ? "that this peer has lost its ring"
                        : "that no command is under way for which it waits";
        Function<RequestId, ManagerRequest> conclusion =
                undelivered != null ? undelivered : id -> new ManagerRequest.DhtFailed(id, self.user());
        background.run(handler -> requests.ask(conclusion, nowNanos, handler), (answer, now) -> {
            if (answer instanceof ManagerAnswer.Granted) {
                state.undelivered(null);
                state.emit(new SessionEffect.Report("The manager is told " + what));
            } else if (answer instanceof ManagerAnswer.Denied denied) {
                state.undelivered(null);
                state.emit(new SessionEffect.Report(
                        "The manager is told " + what + ", and answers " + denied.reason() + ": " + denied.text()));
            }
        });
    }
}
