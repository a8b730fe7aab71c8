package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.session.PeerOutcome.Failed;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands that change something, one after the other. Each asks the manager first, does its part in the ring, and tells
 * the manager the result.
 */
final class Commands {
    private static final String LOOK = "GET /api/dht of the manager tells once it answers again";

    private final SessionState state;
    private final ManagerRequests requests;
    private final RingControl ring;
    private final Registrar registrar;
    private final Background background;
    private final Failures failures;
    /** As many as threads wait for them. */
    private final Queue<Given> waiting = new ArrayDeque<>();

    private @Nullable Given running;
    /** Whether the manager understands where records lie; one of release 0.1.0, which counts no epochs, does not. */
    private boolean tellsTable;

    /**
     * When the latest leave was granted. The answer that the managers know of its end may be a repeated one, with the epoch in which it is
     * repeated; this user may have a place in another ring by then.
     */
    private long leaveGranted;

    private record Given(long number, PeerCommand.Change command) {}

    /** What a member does in the ring, given the latest epoch of the ring that is meant and that in which it was granted. */
    @FunctionalInterface
    private interface MemberTask {
        SessionEffect.RingTask of(long epochMax, long granted);
    }

    Commands(
            SessionState state,
            ManagerRequests requests,
            RingControl ring,
            Registrar registrar,
            Background background,
            Failures failures) {
        this.state = state;
        this.requests = requests;
        this.ring = ring;
        this.registrar = registrar;
        this.background = background;
        this.failures = failures;
    }

    void give(long number, PeerCommand.Change command) {
        waiting.add(new Given(number, command));
    }

    /** Begins what can begin. */
    void advance(long nowNanos) {
        while (running == null && !waiting.isEmpty()) {
            Given next = waiting.remove();
            running = next;
            // What it repeats could arrive after what this command asks, and would then mean something else.
            background.cancel();
            begin(next.command, nowNanos);
        }
    }

    boolean isIdle() {
        return running == null && waiting.isEmpty();
    }

    /** Whether the running command is about who this process is. */
    boolean isAboutUsers() {
        return running != null
                && (running.command instanceof PeerCommand.Register
                        || running.command instanceof PeerCommand.Deregister);
    }

    private void begin(PeerCommand.Change command, long nowNanos) {
        switch (command) {
            case PeerCommand.Register c -> register(c, nowNanos);
            case PeerCommand.SetUp c -> setUp(c, nowNanos);
            case PeerCommand.Leave c ->
                asMember(c.user(), ManagerRequest.LeaveDht::new, SessionEffect.LeaveRing::new, nowNanos);
            case PeerCommand.Join c -> join(c.user(), nowNanos);
            case PeerCommand.TearDown c ->
                asMember(
                        c.user(),
                        ManagerRequest.TeardownDht::new,
                        (epochMax, granted) -> new SessionEffect.TearDownRing(epochMax),
                        nowNanos);
            case PeerCommand.Deregister c -> deregister(c.user(), nowNanos);
        }
    }

    private void end(PeerOutcome outcome, long nowNanos) {
        Given ended = running;
        running = null;
        state.settled(nowNanos);
        if (ended != null) {
            state.emit(new SessionEffect.CommandEnded(ended.number, outcome));
        }
    }

    private void register(PeerCommand.Register command, long nowNanos) {
        Member current = state.self();
        if (current != null && state.isKnown()) {
            end(
                    new Failed("ALREADY_REGISTERED", "this process is " + current.user() + "; a process has one user"),
                    nowNanos);
            return;
        }
        int port = command.managerPort();
        if (port == 0 || port == state.managerPort()) {
            registerFromHere(command, current, nowNanos);
            return;
        }
        ring.bind(port, (fault, now) -> {
            if (fault == null) {
                state.boundTo(port);
                registerFromHere(command, current, now);
            } else {
                end(new Failed("PORT_UNAVAILABLE", fault), now);
            }
        });
    }

    private void registerFromHere(PeerCommand.Register command, @Nullable Member current, long nowNanos) {
        Optional<Member> member = member(command);
        if (member.isEmpty() || member.get().equals(current)) {
            askToRegister(command, member.orElse(null), false, nowNanos);
        } else if (current == null) {
            open(command, member.get());
        } else {
            state.unregistered();
            ring.close((none, now) -> open(command, member.get()));
        }
    }

    /** What is no member by its form is still for the manager to refuse, with its reason. */
    private static Optional<Member> member(PeerCommand.Register command) {
        try {
            return Optional.of(new Member(command.user(), command.address(), command.ports()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void open(PeerCommand.Register command, Member member) {
        ring.open(member, (fault, now) -> {
            if (fault == null) {
                askToRegister(command, member, true, now);
            } else {
                end(new Failed("PORT_UNAVAILABLE", fault), now);
            }
        });
    }

    private void askToRegister(PeerCommand.Register command, @Nullable Member member, boolean opened, long nowNanos) {
        try {
            registrar.ask(command.user(), command.address(), command.ports(), nowNanos, (answer, now) -> {
                if (answer instanceof ManagerAnswer.Granted && member != null) {
                    state.registered(member);
                    end(new PeerOutcome.UserRegistered(member), now);
                    return;
                }
                PeerOutcome outcome = failures.changed(
                        answer,
                        "'" + command.user() + "' may be registered. GET /api/users of the manager tells;"
                                + " it is no mistake to register '" + command.user() + "' again from here");
                if (opened) {
                    ring.close((none, then) -> end(outcome, then));
                } else {
                    end(outcome, now);
                }
            });
        } catch (IllegalArgumentException e) {
            end(badCommand(e), nowNanos);
        }
    }

    private static Failed badCommand(IllegalArgumentException e) {
        return new Failed("BAD_COMMAND", String.valueOf(e.getMessage()));
    }

    /** The dataset is validated before anybody hears of the DHT. */
    private void setUp(PeerCommand.SetUp command, long nowNanos) {
        if (isRefused(command.user(), nowNanos)) {
            return;
        }
        String user = command.user();
        ring.checkDataset(command.year(), (fault, checked) -> {
            if (fault != null) {
                end(new Failed("BAD_DATASET", fault), checked);
                return;
            }
            ask(
                    id -> new ManagerRequest.SetUpDht(id, command.size(), user, command.overlay()),
                    checked,
                    (answer, now) -> {
                        if (answer instanceof ManagerAnswer.Granted granted
                                && !granted.members().isEmpty()) {
                            run(
                                    user,
                                    new SessionEffect.SetUpRing(
                                            granted.members(), granted.epoch(), granted.copies(), granted.overlay()),
                                    now);
                        } else {
                            end(failures.changed(answer, "it may wait for a DHT to be built. " + LOOK), now);
                        }
                    });
        });
    }

    /**
     * While the manager's answer is on its way, the DHT may be given up, and another one be built around this peer: the grant
     * is for the ring that the peer was in when it asked, or for one that was there when the manager decided.
     */
    private void asMember(
            String user, BiFunction<RequestId, String, ManagerRequest> request, MemberTask task, long nowNanos) {
        if (isRefused(user, nowNanos)) {
            return;
        }
        long asked = state.isMember() ? state.ringEpoch() : 0;
        ask(id -> request.apply(id, user), nowNanos, (answer, now) -> {
            if (answer instanceof ManagerAnswer.Granted granted) {
                long epochMax = granted.epoch() == 0 ? Long.MAX_VALUE : Math.max(asked, granted.epoch());
                run(user, task.of(epochMax, granted.epoch()), now);
            } else {
                end(failures.changed(answer, LOOK), now);
            }
        });
    }

    private void join(String user, long nowNanos) {
        if (isRefused(user, nowNanos)) {
            return;
        }
        ask(id -> new ManagerRequest.JoinDht(id, user), nowNanos, (answer, now) -> {
            if (answer instanceof ManagerAnswer.Granted granted
                    && granted.members().size() == 1) {
                run(user, new SessionEffect.JoinRing(granted.members().getFirst(), granted.epoch()), now);
            } else {
                end(failures.changed(answer, LOOK), now);
            }
        });
    }

    private boolean isRefused(String user, long nowNanos) {
        Failed refusal = failures.notThisPeer(user);
        if (refusal != null) {
            end(refusal, nowNanos);
        }
        return refusal != null;
    }

    private void ask(Function<RequestId, ManagerRequest> request, long nowNanos, AnswerHandler handler) {
        try {
            requests.ask(request, nowNanos, handler);
        } catch (IllegalArgumentException e) {
            end(badCommand(e), nowNanos);
        }
    }

    /** From here on the manager waits for this user. */
    private void run(String user, SessionEffect.RingTask task, long nowNanos) {
        state.undelivered(null);
        state.settled(nowNanos);
        state.keepsFormer(task instanceof SessionEffect.LeaveRing);
        tellsTable = task instanceof SessionEffect.SetUpRing setUp && setUp.epoch() > 0;
        if (task instanceof SessionEffect.LeaveRing leave) {
            leaveGranted = leave.granted();
        }
        ring.run(task, (outcome, now) -> conclude(user, outcome, now));
    }

    private void conclude(String user, TaskOutcome outcome, long nowNanos) {
        switch (outcome) {
            case TaskOutcome.RingLoaded loaded ->
                deliver(
                        id -> tellsTable
                                ? ManagerRequest.DhtComplete.of(id, user, loaded.table(), loaded.records())
                                : new ManagerRequest.DhtComplete(id, user),
                        new PeerOutcome.DhtBuilt(loaded.counts(), loaded.table()),
                        "the ring is loaded, but the manager may not know. " + LOOK,
                        nowNanos);
            case TaskOutcome.RingLeft left ->
                deliver(
                        id -> new ManagerRequest.DhtRebuilt(id, user, left.newLeader()),
                        new PeerOutcome.DhtLeft(left.newLeader(), left.counts()),
                        "the ring is rebuilt, but the manager may not know. " + LOOK,
                        nowNanos);
            case TaskOutcome.RingJoined joined ->
                deliver(
                        id -> new ManagerRequest.DhtRebuilt(id, user, joined.leader()),
                        new PeerOutcome.DhtJoined(joined.leader(), joined.counts()),
                        "the ring is rebuilt, but the manager may not know. " + LOOK,
                        nowNanos);
            case TaskOutcome.RingTornDown tornDown -> tornDown(user, nowNanos);
            case TaskOutcome.RingFailed failed -> {
                if (running != null && running.command instanceof PeerCommand.TearDown) {
                    tornDownWithout(user, failed, nowNanos);
                } else {
                    giveUp(user, failed, nowNanos);
                }
            }
        }
    }

    private void tornDown(String user, long nowNanos) {
        deliver(
                id -> new ManagerRequest.TeardownComplete(id, user),
                new PeerOutcome.DhtTornDown(),
                "the ring is gone, but the manager may not know. " + LOOK,
                nowNanos);
    }

    /**
     * A member that is gone has nothing more to forget, and the others learn from the managers that they are free. So a teardown
     * that was granted has what it is for, whatever becomes of its round.
     */
    private void tornDownWithout(String user, TaskOutcome.RingFailed failed, long nowNanos) {
        switch (failed.reason()) {
            case REPLACED -> giveUp(user, failed, nowNanos);
            // The managers have ended it: they say that this user is free, or has a place in a later ring.
            case DHT_GIVEN_UP, OTHER_RING -> end(new PeerOutcome.DhtTornDown(), nowNanos);
            default -> tornDown(user, nowNanos);
        }
    }

    /** Tells the manager what it waits for. If it is silent, that goes on when the command has ended. */
    private void deliver(
            Function<RequestId, ManagerRequest> conclusion, PeerOutcome success, String unknown, long nowNanos) {
        ask(conclusion, nowNanos, (answer, now) -> {
            if (answer instanceof ManagerAnswer.Silent) {
                state.undelivered(conclusion);
            } else if (answer instanceof ManagerAnswer.Granted && success instanceof PeerOutcome.DhtLeft) {
                state.forgetsFormer(leaveGranted, "this peer has left it");
            }
            end(answer instanceof ManagerAnswer.Granted ? success : failures.changed(answer, unknown), now);
        });
    }

    /** The manager waits for this user to end the phase: tell it that this will not happen, unless that is why. */
    private void giveUp(String user, TaskOutcome.RingFailed failed, long nowNanos) {
        if (failed.reason() == FailureReason.DHT_GIVEN_UP
                || failed.reason() == FailureReason.REBUILD_GIVEN_UP
                || failed.reason() == FailureReason.OTHER_RING
                || failed.reason() == FailureReason.REPLACED) {
            end(new Failed(failed.reason().name(), failed.text()), nowNanos);
            return;
        }
        ask(id -> new ManagerRequest.DhtFailed(id, user), nowNanos, (answer, now) -> {
            String consequence = switch (answer) {
                case ManagerAnswer.Granted granted ->
                    "; the manager has given this up: GET /api/dht tells what there is";
                case ManagerAnswer.Denied denied -> "; the manager does not wait for it any more: " + denied.text();
                case ManagerAnswer.Silent silent -> "; the manager could not be told";
            };
            end(new Failed(failed.reason().name(), failed.text() + consequence), now);
        });
    }

    private void deregister(String user, long nowNanos) {
        Member self = state.self();
        boolean itself = self != null && self.user().equals(user);
        ask(id -> new ManagerRequest.Deregister(id, user), nowNanos, (answer, now) -> {
            if (!(answer instanceof ManagerAnswer.Granted)) {
                if (itself && answer instanceof ManagerAnswer.Silent) {
                    state.deregistering();
                }
                end(failures.changed(answer, LOOK), now);
            } else if (itself) {
                state.unregistered();
                ring.close((none, then) -> end(new PeerOutcome.UserDeregistered(user, true), then));
            } else {
                end(new PeerOutcome.UserDeregistered(user, false), now);
            }
        });
    }
}
