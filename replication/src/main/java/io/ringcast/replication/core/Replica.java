package io.ringcast.replication.core;

import static java.util.Objects.requireNonNull;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.Effect.Broadcast;
import io.ringcast.replication.core.Effect.Refuse;
import io.ringcast.replication.core.Effect.Send;
import io.ringcast.replication.core.Effect.SendState;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaLog;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.StateImage;
import io.ringcast.replication.merge.LostChanges;
import io.ringcast.replication.merge.Reordering;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.Acknowledge;
import io.ringcast.replication.wire.ReplicaMessage.Announce;
import io.ringcast.replication.wire.ReplicaMessage.Committed;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Install;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import io.ringcast.replication.wire.ReplicaMessage.Lost;
import io.ringcast.replication.wire.ReplicaMessage.Order;
import io.ringcast.replication.wire.ReplicaMessage.StatePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replication protocol of one server: events in, effects out. No thread, no clock, no I/O, no randomness: the same
 * events give the same effects, so that a simulation can drive thousands of groups through every misfortune.
 *
 * <p>At each view change the replica stands still, announces its position to the new view's coordinator, and goes on
 * when the coordinator has decided from where ({@link Reconciliation}). From then on the {@link Stream} of the epoch
 * carries the requests.
 *
 * <p>What it asks of the group layer: all members of a view install it with the same order of members; what a sender
 * sends to all arrives once, in order, or not at all from some point on if either leaves the other's view; and so does
 * what it sends to one. It does <em>not</em> ask that these two kinds keep their order among each other, that messages
 * arrive in the view in which they were sent, nor that survivors of a crash have received the same.
 *
 * <p>Not thread-safe: for one thread.
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
    private @Nullable Reconciliation reconciliation;
    private @Nullable Stream<S, C, O> stream;
    private Adoption<C> adoption = new Adoption<>();
    /** Coordinator: whether it orders already. */
    private boolean opened;

    private Reordering reordering;
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
        this.reordering = new Reordering(machine.memory());
        this.state = stored;
        this.certainIndex = certainIndex;
        this.out = new Outbox<>(certainIndex);
        this.lost = new LostChanges(log, stillLost);
    }

    /**
     * Sets the time for what comes next.
     *
     * @param wall milliseconds since 1970: stamped on what this server orders
     * @param monotonic milliseconds since any fixed moment: for the age of waiting requests and the deadline of a decision
     */
    public void at(long wall, long monotonic) {
        wallMillis = wall;
        monotonicMillis = monotonic;
    }

    public void handle(Event<C> event) {
        switch (event) {
            case Event.ViewInstalled<C> e -> viewInstalled(e.view());
            case Event.Delivered<C> e -> delivered(e.from(), e.message());
            case Event.Requested<C> e -> requested(e.request());
        }
    }

    /** All that is to be done since the last call, in order. The caller carries it out before it hands in more events. */
    public List<Effect<S, O>> drain() {
        if (reconciliation != null) {
            decideIfDue(reconciliation);
        }
        if (stream != null) {
            if (opened) {
                reordering.orderThrough(stream, wallMillis);
            }
            stream.flush(); // Once in a drain while it orders: two broadcasts of one drain might change places.
            if (isCoordinator() && stream.isOpen() && !opened) {
                opened = true;
                reordering.orderThrough(stream, wallMillis);
                pending.takeAll(monotonicMillis).forEach(this::requested);
                stream.flush();
            }
            if (stream.isOpen()) {
                lost.settle(stream.certainIndex()).forEach(out::settle);
            }
        }
        return out.drain(stream != null && stream.othersAnswerFirst(), monotonicMillis);
    }

    /** Whether {@link #drain} is to be called within milliseconds, even if there is no event. */
    public boolean isHoldingAnswers() {
        return out.isHolding();
    }

    /** Whether a decision of this server may become due by the time alone. */
    public boolean isDeciding() {
        return reconciliation != null;
    }

    /** Whether this server gives requests their places. */
    public boolean isOrdering() {
        return opened && isCoordinator();
    }

    public Phase phase() {
        return phase;
    }

    @Nullable
    public ReplicaState<S, O> state() {
        return stream != null ? stream.state() : state;
    }

    @Nullable
    public GroupView view() {
        return view;
    }

    public int lostCount() {
        return lost.count();
    }

    /** Lost changes that this server cannot name. */
    public long forgottenCount() {
        return lost.forgottenCount();
    }

    public int pendingCount() {
        return pending.size();
    }

    private void viewInstalled(GroupView installed) {
        standStill();
        view = installed;
        adoption = new Adoption<>();
        reordering = new Reordering(machine.memory());
        opened = false;
        reconciliation = null;
        phase = Phase.JOINING;
        if (early.hasMissedDecision(installed)) {
            throw new LeftBehindException("the others went on before this server saw their view; it must join anew");
        }
        if (installed.members().size() < settings.minMembers()) {
            becomeMinority();
            return;
        }
        if (installed.coordinator().equals(self)) {
            reconciliation = new Reconciliation(installed, lastCounter, monotonicMillis);
            early.announcements(installed).forEach(reconciliation::announced);
        }
        send(installed.coordinator(), Announce.of(installed, state));
    }

    /** After this nothing more of the old epoch is applied here, and what is not answered waits for the next one. */
    private void standStill() {
        if (stream != null) {
            stream.flush();
            state = stream.state();
            certainIndex = stream.certainIndex();
            stream.unanswered().forEach(request -> pending.add(request, monotonicMillis));
            stream = null;
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
            case Announce m -> announced(from, m);
            case Install m -> inView(m.view(), () -> installed(m));
            case Insufficient m -> inView(m.view(), this::becomeMinority);
            case StatePart m -> inView(m.view(), () -> statePart(from, m));
            case Forward m -> inEpoch(m.epoch(), from, m, () -> forwarded(m));
            case Order m -> inEpoch(m.epoch(), from, m, () -> serving().ordered(m));
            case Acknowledge m -> inEpoch(m.epoch(), from, m, () -> serving().acknowledged(from, m));
            case Committed m -> inEpoch(m.epoch(), from, m, () -> serving().committed(m));
            case Lost m -> inEpoch(m.epoch(), from, m, () -> reordering.add(from, m.changes()));
        }
    }

    /** What belongs to another epoch than this server's is void: its sender and this server parted before. */
    private void inEpoch(Epoch epoch, MemberId from, ReplicaMessage message, Runnable handling) {
        if (stream != null && stream.isOf(epoch)) {
            handling.run();
        } else if (adoption.isFor(epoch)) {
            adoption.hold(new Event.Delivered<>(from, message));
            adoption.complete().ifPresent(this::adopt);
        }
    }

    /** What is decided in a view that is not installed here yet was decided without this server. */
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

    private boolean isCoordinator() {
        return view != null && view.coordinator().equals(self);
    }

    private void announced(MemberId from, Announce message) {
        if (!isCurrent(message.view())) {
            early.keep(from, message);
        } else if (reconciliation != null) {
            reconciliation.announced(from, message);
            decideIfDue(reconciliation);
        }
    }

    private void decideIfDue(Reconciliation gathered) {
        if (!gathered.isDue(settings, monotonicMillis)) {
            return;
        }
        reconciliation = null;
        ReplicaMessage decision;
        if (!gathered.isSufficient(settings.minMembers())) {
            decision = new Insufficient(viewHere().id());
        } else {
            Install install;
            if (gathered.isGenesis()) {
                state = ReplicaState.genesis(machine);
                install = gathered.genesis(state.index(), state.chain());
            } else {
                install = gathered.install();
            }
            lastCounter = install.epoch().counter();
            decision = install;
        }
        out.afterStoring(new Broadcast<>(decision));
        delivered(self, decision);
    }

    private void installed(Install message) {
        if (!message.isVoter(self)) {
            requireNewer(message.epoch());
        }
        if (message.behind().contains(self.id())) {
            adoption.decided(message, message.isVoter(self));
            adoption.complete().ifPresent(this::adopt);
            return;
        }
        ReplicaState<S, O> here = requireNonNull(state, "has no state, yet was not told to wait for one")
                .in(message.lineage().then(message.epoch(), message.index()));
        if (message.lineage().isEmpty()) {
            out.adopt(here, List.of());
        } else {
            out.beginEpoch(here.lineage());
        }
        if (message.source().equals(self.id()) && !message.behind().isEmpty()) {
            out.afterStoring(new SendState<>(viewHere().named(message.behind()), message.view(), here));
        }
        begin(message, here);
    }

    /** Those who decided did not know of this server's newest epoch, so it may not leave that one for theirs. */
    private void requireNewer(Epoch decided) {
        if (state != null && decided.compareTo(state.lineage().epoch()) <= 0) {
            throw new LeftBehindException(
                    "the others went on without this server, which was silent for too long, in epoch %s; it has begun %s and must join anew"
                            .formatted(decided, state.lineage().epoch()));
        }
    }

    private void statePart(MemberId from, StatePart message) {
        adoption.arrived(from, message); // The source may be faster than the coordinator's decision.
        adoption.complete().ifPresent(this::adopt);
    }

    private void adopt(Adoption.Complete complete) {
        Install install = complete.decision();
        ReplicaState<S, O> adopted = StateImage.decode(machine, complete.image().bytes())
                .in(install.lineage().then(install.epoch(), install.index()));
        if (!adopted.sameAs(install.index(), install.chain())) {
            throw new IllegalStateException("was sent the state of index %d instead of %d, or another history"
                    .formatted(adopted.index(), install.index()));
        }
        if (state != null) {
            certainIndex = lost.remember(state, certainIndex, install, adopted, machine);
        }
        out.adopt(adopted, lost.all());
        begin(install, adopted);
        adoption.takeHeld().forEach(this::handle);
    }

    private void begin(Install install, ReplicaState<S, O> first) {
        state = first;
        phase = Phase.ACTIVE;
        GroupView current = viewHere();
        int minMembers = settings.minMembers();
        stream = new Stream<>(self, current, install, machine, minMembers, first, certainIndex, out, this::applied);
        lost.begin(first);
        lost.missingInPortions().forEach(portion -> send(current.coordinator(), new Lost(install.epoch(), portion)));
        if (!isCoordinator()) {
            pending.takeAll(monotonicMillis).forEach(this::requested);
        }
    }

    private void applied(RequestId id, @Nullable LogEntry change) {
        pending.remove(id);
        List<LostChange> decidedOtherwise = change == null ? List.of() : lost.applied(change);
        if (!decidedOtherwise.isEmpty()) {
            send(viewHere().coordinator(), new Lost(serving().epoch(), decidedOtherwise));
        }
    }

    private void requested(Request<C> request) {
        switch (phase) {
            case MINORITY -> refuse(request);
            case JOINING -> pending.add(request, monotonicMillis);
            case ACTIVE -> {
                if (isOrdering()) {
                    serving().order(request, wallMillis);
                } else if (isCoordinator()) {
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

    /** A coordinator that missed the client's own datagram learns of the request from whoever has it. */
    private void forward(Request<C> r) {
        Encoded command = Encoded.of(machine.encodeCommand(r.command()));
        send(viewHere().coordinator(), new Forward(serving().epoch(), r.id(), r.attempt(), r.from(), command));
    }

    private void forwarded(Forward message) {
        C command = machine.decodeCommand(message.command().bytes());
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

    private Stream<S, C, O> serving() {
        return requireNonNull(stream, "serves outside an epoch");
    }
}
