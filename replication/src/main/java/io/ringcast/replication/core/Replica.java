package io.ringcast.replication.core;

import static java.util.Objects.requireNonNull;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect.Broadcast;
import io.ringcast.replication.core.ReplicaEffect.Refuse;
import io.ringcast.replication.core.ReplicaEffect.Send;
import io.ringcast.replication.core.ReplicaEffect.SendSnapshot;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaLog;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.merge.LostChanges;
import io.ringcast.replication.merge.Resubmissions;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.Resubmit;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replication protocol of one server as a function: events in, effects out. For one thread; no clock, no I/O, no
 * randomness: the same events give the same effects, so a simulation can drive thousands of groups through any fault.
 *
 * <p>At each view change the replica stops applying requests and announces its position to the new view's leader. It goes on
 * from the log that the leader decides ({@link ViewChange}): the {@link Leader} orders requests, {@link Follower}s apply them.
 *
 * <p>Required of the group layer: all members of a view see the same members in the same order. Broadcasts of a sender, and
 * its messages to a member, arrive once and in order until one leaves the other's view. Not required: an order between the
 * two, delivery in the view of sending, or that the survivors of a crash have received the same messages.
 */
public final class Replica<S, C, O> {
    private final MemberId self;
    private final StateMachine<S, C, O> machine;
    private final ViewChangeSettings settings;
    private final Outbox<S, O> out;
    private final PendingRequests<C> pending = new PendingRequests<>();
    private final LostChanges lost;
    private final EarlyMessages early = new EarlyMessages();
    private Phase phase = Phase.JOINING;
    private @Nullable ReplicaState<S, O> state;
    private @Nullable GroupView view;
    private @Nullable ViewChange viewChange;
    private @Nullable Role<S, C, O> role;
    private StateTransfer transfer = new StateTransfer();
    /** Whether this replica leads and the epoch is open, so that it orders requests. */
    private boolean opened;

    private Resubmissions resubmissions;
    private long lastCounter;
    private long certainIndex;
    private long wallMillis;
    private long monotonicMillis;

    /**
     * @param stored what this server had on its disk; null if nothing
     * @param certainIndex up to which index of its log somebody may have been told the outcomes, from its disk
     * @param stillLost changes that are still to be applied again, from its disk
     */
    public Replica(
            MemberId self,
            StateMachine<S, C, O> machine,
            ViewChangeSettings settings,
            ReplicaLog log,
            @Nullable ReplicaState<S, O> stored,
            long certainIndex,
            List<LostChange> stillLost) {
        this.self = self;
        this.machine = machine;
        this.settings = settings;
        this.resubmissions = new Resubmissions(machine.memory());
        this.state = stored;
        this.certainIndex = certainIndex;
        this.out = new Outbox<>(certainIndex);
        this.lost = new LostChanges(log, stillLost);
    }

    /**
     * Sets the time of the events that follow.
     *
     * @param wall milliseconds since 1970: stamped on what this server orders
     * @param monotonic milliseconds since any fixed moment: for the age of waiting requests and the deadline of a decision
     */
    public void at(long wall, long monotonic) {
        wallMillis = wall;
        monotonicMillis = monotonic;
    }

    public void handle(ReplicaEvent<C> event) {
        switch (event) {
            case ReplicaEvent.ViewInstalled<C> e -> viewInstalled(e.view());
            case ReplicaEvent.Delivered<C> e -> delivered(e.from(), e.message());
            case ReplicaEvent.Requested<C> e -> requested(e.request());
        }
    }

    /** The effects since the last call, in order. The caller carries them out before it passes more events. */
    public List<ReplicaEffect<S, O>> drain() {
        if (viewChange != null) {
            decideIfDue(viewChange);
        }
        if (role != null) {
            if (opened && role instanceof Leader<S, C, O> leader) {
                resubmissions.resubmitTo(leader, wallMillis);
            }
            role.flush(); // Once per drain while it leads: two broadcasts of one drain might be reordered.
            if (role instanceof Leader<S, C, O> leader && role.isOpen() && !opened) {
                opened = true;
                resubmissions.resubmitTo(leader, wallMillis);
                pending.takeAll(monotonicMillis).forEach(this::requested);
                role.flush();
            }
            if (role.isOpen()) {
                lost.settle(role.certainIndex()).forEach(out::settle);
            }
        }
        return out.drain(role != null && role.othersAnswerFirst(), monotonicMillis);
    }

    /** Whether {@link #drain} must be called within milliseconds, even without an event. */
    public boolean isHoldingAnswers() {
        return out.isHolding();
    }

    /** Whether a decision of this server may become due just because time passes. */
    public boolean isDeciding() {
        return viewChange != null;
    }

    /** Whether this server orders requests. */
    public boolean isOrdering() {
        return opened && isLeader();
    }

    public Phase phase() {
        return phase;
    }

    public @Nullable ReplicaState<S, O> state() {
        return role != null ? role.state() : state;
    }

    public @Nullable GroupView view() {
        return view;
    }

    public LostChanges lost() {
        return lost;
    }

    public int pendingCount() {
        return pending.size();
    }

    private void viewInstalled(GroupView installed) {
        standStill();
        view = installed;
        transfer = new StateTransfer();
        resubmissions = new Resubmissions(machine.memory());
        opened = false;
        viewChange = null;
        phase = Phase.JOINING;
        if (early.hasMissedDecision(installed)) {
            throw new LeftBehindException("the others went on before this server saw their view; it must join anew");
        }
        if (installed.members().size() < settings.minMembers()) {
            becomeMinority();
            return;
        }
        if (installed.leader().equals(self)) {
            viewChange = new ViewChange(installed, lastCounter, monotonicMillis);
            early.announcements(installed).forEach(viewChange::announced);
        }
        send(installed.leader(), DoViewChange.of(installed, state));
    }

    /** Ends the old epoch here: unanswered requests wait for the next one. */
    private void standStill() {
        if (role != null) {
            role.flush();
            state = role.state();
            certainIndex = role.certainIndex();
            role.unanswered().forEach(request -> pending.add(request, monotonicMillis));
            role = null;
        }
    }

    private void becomeMinority() {
        phase = Phase.MINORITY;
        pending.takeAll(monotonicMillis).forEach(this::refuse);
    }

    private void refuse(Request<C> request) {
        out.afterStoring(new Refuse<>(request.from(), request.id(), request.attempt()));
    }

    private void delivered(MemberId from, ReplicaMessage message) {
        switch (message) {
            case DoViewChange m -> announced(from, m);
            case StartView m -> inView(m.view(), () -> installed(m));
            case Insufficient m -> inView(m.view(), this::becomeMinority);
            case SnapshotPart m -> inView(m.view(), () -> statePart(from, m));
            case Forward m -> inEpoch(m.epoch(), from, m, () -> forwarded(m));
            case Prepare m -> inEpoch(m.epoch(), from, m, () -> serving().ordered(m));
            case PrepareOk m -> inEpoch(m.epoch(), from, m, () -> serving().acknowledged(from, m));
            case Commit m -> inEpoch(m.epoch(), from, m, () -> serving().committed(m));
            case Resubmit m -> inEpoch(m.epoch(), from, m, () -> resubmissions.add(from, m.changes()));
        }
    }

    /** Ignores messages of other epochs: their senders are no longer in one epoch with this server. */
    private void inEpoch(Epoch epoch, MemberId from, ReplicaMessage message, Runnable handling) {
        if (role != null && role.isOf(epoch)) {
            handling.run();
        } else if (transfer.isFor(epoch)) {
            transfer.hold(new ReplicaEvent.Delivered<C>(from, message));
            transfer.complete().ifPresent(this::installSnapshot);
        }
    }

    /** A decision for a view that is not installed here yet was made without this server. */
    private void inView(String viewId, Runnable handling) {
        if (isCurrent(viewId)) {
            handling.run();
        } else {
            early.missedDecision(viewId);
        }
    }

    private boolean isCurrent(String viewId) {
        return view != null && view.id().equals(viewId);
    }

    private boolean isLeader() {
        return view != null && view.leader().equals(self);
    }

    private void announced(MemberId from, DoViewChange message) {
        if (!isCurrent(message.view())) {
            early.keep(from, message);
        } else if (viewChange != null) {
            viewChange.announced(from, message);
            decideIfDue(viewChange);
        }
    }

    private void decideIfDue(ViewChange gathered) {
        if (!gathered.isDue(settings, monotonicMillis)) {
            return;
        }
        viewChange = null;
        boolean sufficient = gathered.isSufficient(settings.minMembers());
        ReplicaMessage decision =
                sufficient ? startView(gathered) : new Insufficient(viewHere().id());
        out.afterStoring(new Broadcast<>(decision));
        delivered(self, decision);
    }

    private StartView startView(ViewChange gathered) {
        state = gathered.isGenesis() ? ReplicaState.genesis(machine) : state;
        StartView decided = gathered.startView(state);
        lastCounter = decided.epoch().counter();
        return decided;
    }

    private void installed(StartView message) {
        if (!message.isVoter(self)) {
            requireNewer(message.epoch());
        }
        if (message.behind().contains(self.id())) {
            transfer.decided(message, message.isVoter(self));
            transfer.complete().ifPresent(this::installSnapshot);
            return;
        }
        ReplicaState<S, O> here = requireNonNull(state, "has no state, yet was not told to wait for one")
                .in(message.epochs().then(message.epoch(), message.index()));
        if (message.epochs().isEmpty()) {
            out.installSnapshot(here, List.of());
        } else {
            out.beginEpoch(here.epochs());
        }
        if (message.source().equals(self.id()) && !message.behind().isEmpty()) {
            out.afterStoring(new SendSnapshot<>(viewHere().named(message.behind()), message.view(), here));
        }
        begin(message, here);
    }

    /** The decision was made without knowledge of this server's newest epoch, so this server must not give that epoch up. */
    private void requireNewer(Epoch decided) {
        if (state != null && decided.compareTo(state.epochs().epoch()) <= 0) {
            throw new LeftBehindException(
                    "the others went on without this server, which was silent for too long, in epoch %s; it has begun %s and must join anew"
                            .formatted(decided, state.epochs().epoch()));
        }
    }

    private void statePart(MemberId from, SnapshotPart message) {
        transfer.arrived(from, message); // May arrive before the leader's decision.
        transfer.complete().ifPresent(this::installSnapshot);
    }

    private void installSnapshot(StateTransfer.Complete complete) {
        StartView startView = complete.decision();
        ReplicaState<S, O> adopted = complete.state(machine);
        if (state != null) {
            certainIndex = lost.remember(state, certainIndex, startView, adopted, machine);
        }
        out.installSnapshot(adopted, lost.all());
        begin(startView, adopted);
        transfer.takeHeld().forEach(held -> delivered(held.from(), held.message()));
    }

    private void begin(StartView startView, ReplicaState<S, O> first) {
        state = first;
        phase = Phase.ACTIVE;
        GroupView current = viewHere();
        int minMembers = settings.minMembers();
        role = Role.of(new Role.Beginning<>(
                self, current, startView, machine, minMembers, first, certainIndex, out, this::applied));
        lost.begin(first);
        lost.missingInPortions(change -> serving().mayOrder(machine.commands().decode(change.bytes())))
                .forEach(portion -> send(current.leader(), new Resubmit(startView.epoch(), portion)));
        if (!isLeader()) {
            pending.takeAll(monotonicMillis).forEach(this::requested);
        }
    }

    private void applied(RequestId id, @Nullable LogEntry change) {
        pending.remove(id);
        List<LostChange> decidedOtherwise = change == null ? List.of() : lost.applied(change);
        if (!decidedOtherwise.isEmpty()) {
            send(viewHere().leader(), new Resubmit(serving().epoch(), decidedOtherwise));
        }
    }

    private void requested(Request<C> request) {
        switch (phase) {
            case MINORITY -> refuse(request);
            case JOINING -> pending.add(request, monotonicMillis);
            case ACTIVE -> {
                if (!serving().mayOrder(request.command())) {
                    if (!serving().answerAgain(request)) {
                        refuse(request);
                    }
                } else if (opened && role instanceof Leader<S, C, O> leader) {
                    leader.order(request, wallMillis);
                } else if (isLeader()) {
                    pending.add(request, monotonicMillis);
                } else if (!serving().answerAgain(request)) {
                    pending.add(request, monotonicMillis);
                    if (request.attempt() > 1) {
                        forward(request);
                    }
                }
            }
        }
    }

    /** Tells the leader of a request whose datagram it may have missed. */
    private void forward(Request<C> r) {
        Encoded command = Encoded.of(machine.commands().encode(r.command()));
        send(viewHere().leader(), new Forward(serving().epoch(), r.id(), r.attempt(), r.from(), command));
    }

    private void forwarded(Forward message) {
        C command = machine.commands().decode(message.command().bytes());
        requested(new Request<>(message.id(), message.attempt(), message.from(), command));
    }

    private void send(MemberId to, ReplicaMessage message) {
        if (to.equals(self)) {
            delivered(self, message);
        } else {
            out.afterStoring(new Send<>(to, message));
        }
    }

    private GroupView viewHere() {
        return requireNonNull(view, "acts before it is in a view");
    }

    private Role<S, C, O> serving() {
        return requireNonNull(role, "serves outside an epoch");
    }
}
