package io.ringcast.replication.core;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.Kept;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.Effect.Answer;
import io.ringcast.replication.core.Effect.Broadcast;
import io.ringcast.replication.core.Effect.Send;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.Chain;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.OrderedRequest;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.ReplicaState.Applied;
import io.ringcast.replication.log.Sessions.Session;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.merge.Reordering;
import io.ringcast.replication.wire.ReplicaMessage.Acknowledge;
import io.ringcast.replication.wire.ReplicaMessage.Committed;
import io.ringcast.replication.wire.ReplicaMessage.Install;
import io.ringcast.replication.wire.ReplicaMessage.Order;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one epoch, in the order that its coordinator gives them, as one member applies and answers them.
 *
 * <p>An answer goes out only when what it tells cannot be lost with one server: the coordinator answers when enough
 * members have stored the request ({@link Acknowledgements}). Another member answers at once with min-members 1, because
 * what it has, the coordinator had; with more, when the coordinator says that enough have stored it.
 */
public final class Stream<S, C, O> implements Reordering.Order {
    static final int REQUESTS_PER_ORDER = 500;

    /** The position of a member that knows the epoch to be open; 0 is that of one that has the first state. */
    static final long OPEN_POSITION = 1;

    /** Repetitions of so many reads are recognized; an older one is merely ordered once more. */
    private static final int RECENT_READS_MAX = 10_000;

    private final MemberId self;
    private final GroupView view;
    private final Epoch epoch;
    private final StateMachine<S, C, O> machine;
    private final int minMembers;
    private final int level;
    private final Outbox<S, O> out;
    private final Listener listener;
    private final @Nullable Acknowledgements acknowledgements;

    private final Deque<Waiting<C, O>> waiting = new ArrayDeque<>();
    private final Map<RequestId, Integer> recentReads = new LinkedHashMap<>();
    /** Where the log stood at positions that are not certain yet. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private long certainIndex;
    private List<OrderedRequest> batch = new ArrayList<>();
    private Start batchStart;
    private ReplicaState<S, O> state;
    private long position;
    private long committed = -1;
    private long acknowledged = -1;

    /** Told of what was applied. */
    interface Listener {
        /** A request has its place; if it changed something, so has the change in the log. */
        void applied(RequestId id, @Nullable LogEntry change);
    }

    /** An outcome that may not be told yet. */
    private record Waiting<C, O>(long position, Request<C> request, long index, O outcome) {}

    private record Mark(long position, long index) {}

    /** Where a batch begins: by this every member sees that it has what the coordinator had. */
    private record Start(long index, Chain chain) {}

    /**
     * @param decision which epoch this is, and whose acknowledgements count
     * @param first the state that the epoch begins with
     * @param certainIndex up to which index of that state's log somebody may have been told the outcomes already
     */
    Stream(
            MemberId self,
            GroupView view,
            Install decision,
            StateMachine<S, C, O> machine,
            int minMembers,
            ReplicaState<S, O> first,
            long certainIndex,
            Outbox<S, O> out,
            Listener listener) {
        this.self = self;
        this.view = view;
        this.epoch = decision.epoch();
        this.machine = machine;
        this.minMembers = minMembers;
        this.level = view.level();
        this.state = first;
        this.certainIndex = certainIndex;
        this.out = out;
        this.listener = listener;
        this.batchStart = new Start(first.index(), first.chain());
        this.marks.add(new Mark(OPEN_POSITION, first.index()));
        List<String> voters = view.members().stream()
                .filter(decision::isVoter)
                .map(MemberId::id)
                .toList();
        this.acknowledgements = isCoordinator() ? new Acknowledgements(minMembers, voters) : null;
    }

    ReplicaState<S, O> state() {
        return state;
    }

    Epoch epoch() {
        return epoch;
    }

    boolean isOf(Epoch other) {
        return epoch.equals(other);
    }

    private boolean isCoordinator() {
        return view.coordinator().equals(self);
    }

    /**
     * Whether the coordinator may order. It may not before enough members have stored the state that the epoch begins
     * with: a change must never be in the hands of fewer members than the history that it builds on.
     *
     * <p>And nothing may be told before enough members have stored that it is open: only then does every later view,
     * whoever is in it, go on from this epoch or one that came after.
     */
    boolean isOpen() {
        return position >= OPEN_POSITION;
    }

    private boolean isAlone() {
        return view.members().size() == 1;
    }

    /** Nobody else will store it, and so no message will come, if this member is alone. */
    @Override
    public void goOn() {
        if (isAlone()) {
            flush();
        }
    }

    private void openIfAllowed() {
        if (!isOpen() && committed >= 0) {
            position = OPEN_POSITION;
            state = state.in(state.lineage().opened());
            out.beginEpoch(state.lineage());
        }
    }

    /** Coordinator: gives a request its place, unless it has one. */
    void order(Request<C> request, long wallMillis) {
        if (answerAgain(request)) {
            return;
        }
        if (!machine.isChange(request.command()) && !isNewAttempt(request)) {
            return;
        }
        Encoded command = Encoded.of(machine.encodeCommand(request.command()));
        var next = new OrderedRequest(request.id(), request.attempt(), wallMillis, request.from(), command, null, null);
        append(next, request.command());
    }

    /**
     * Coordinator: gives a place to a change that one side of a partition had and the other had not. If its requester
     * may have been told the outcome, it is applied as that; if not, as any request.
     */
    @Override
    public void orderAgain(LostChange lost, long wallMillis) {
        if (isSettled(lost)) {
            return;
        }
        LogEntry entry = lost.entry();
        Encoded told = lost.certain() ? Told.of(entry).outcome() : null;
        Kept<Encoded> kept = lost.certain() ? lost.kept() : null;
        append(
                new OrderedRequest(entry.id(), 1, wallMillis, null, entry.command(), told, kept),
                machine.decodeCommand(entry.command().bytes()));
    }

    /** Whether the history that goes on has the change: every server decides this alike. */
    private boolean isSettled(LostChange lost) {
        return lost.certain()
                ? state.recent().contains(Told.of(lost.entry()))
                : state.hasDecided(lost.entry().id());
    }

    /** Coordinator: how many of the requests that have a place a member has not stored, as far as is known. */
    @Override
    public long behind(MemberId member) {
        return acknowledgements == null || member.equals(self) ? 0 : position - acknowledgements.of(member.id());
    }

    /** Coordinator: how many of the requests that have a place are not yet stored by enough members. */
    @Override
    public long underWay() {
        return position - Math.max(acknowledgements == null ? committed : acknowledgements.committed(), 0);
    }

    private void append(OrderedRequest request, C command) {
        batch.add(request);
        apply(request, command);
        if (batch.size() == REQUESTS_PER_ORDER) {
            broadcastBatch();
        }
    }

    private boolean isNewAttempt(Request<C> read) {
        int before = Objects.requireNonNullElse(recentReads.remove(read.id()), 0);
        recentReads.put(read.id(), Math.max(before, read.attempt()));
        if (recentReads.size() > RECENT_READS_MAX) {
            recentReads.remove(recentReads.keySet().iterator().next());
        }
        return before < read.attempt();
    }

    /**
     * Answers a change that was applied before with its first outcome.
     *
     * @return false if this server has not applied it
     */
    boolean answerAgain(Request<C> request) {
        Session<O> session = state.sessions().of(request.id());
        if (!machine.isChange(request.command())
                || session == null
                || session.sequence() < request.id().sequence()) {
            return false;
        }
        if (session.sequence() == request.id().sequence()) {
            waiting.add(new Waiting<>(Math.max(OPEN_POSITION, position), request, session.index(), session.outcome()));
        }
        return true;
    }

    /** Other members: applies what the coordinator ordered. */
    void ordered(Order order) {
        committed = Math.max(committed, order.committed());
        openIfAllowed();
        if (order.firstPosition() != position + 1) {
            throw new IllegalStateException(
                    "position %d of the stream was followed by %d: the group layer lost or doubled a message"
                            .formatted(position, order.firstPosition()));
        }
        if (!state.sameAs(order.index(), order.chain())) {
            throw new IllegalStateException(
                    "diverged: index %d, history %s here; index %d, history %s at the coordinator"
                            .formatted(
                                    state.index(),
                                    state.chain().hex(),
                                    order.index(),
                                    order.chain().hex()));
        }
        for (OrderedRequest request : order.requests()) {
            apply(request, machine.decodeCommand(request.command().bytes()));
        }
    }

    private void apply(OrderedRequest request, C command) {
        position++;
        Applied<S, O> applied = state.apply(machine, request, command, level);
        state = applied.state();
        LogEntry entry = applied.entry();
        if (entry != null) {
            out.append(entry);
        }
        O outcome = applied.outcome();
        if (outcome != null && request.from() != null) {
            var asked = new Request<>(request.id(), request.attempt(), request.from(), command);
            waiting.add(new Waiting<>(position, asked, state.index(), outcome));
        }
        listener.applied(request.id(), entry);
    }

    void acknowledged(MemberId member, Acknowledge message) {
        if (acknowledgements != null) {
            acknowledgements.stored(member.id(), message.position());
        }
    }

    void committed(Committed message) {
        committed = Math.max(committed, message.position());
        openIfAllowed();
    }

    /**
     * Sends what has gathered: the batch, the answers that may go out once all is stored, and last the acknowledgement: a
     * client waits for the first answer, which is rarely the coordinator's.
     */
    public void flush() {
        if (acknowledgements != null) {
            broadcastBatch();
            commit(acknowledgements);
            if (!isOpen()) {
                openIfAllowed();
                commit(acknowledgements);
            }
            release(committed);
        } else {
            release(minMembers == 1 && isOpen() ? position : committed);
            if (position > acknowledged) {
                acknowledged = position;
                out.afterStoring(new Send<>(view.coordinator(), new Acknowledge(epoch, position)));
            }
        }
    }

    private void broadcastBatch() {
        if (!batch.isEmpty()) {
            if (view.members().size() > 1) {
                long first = position - batch.size() + 1;
                var order = new Order(epoch, first, batchStart.index(), batchStart.chain(), batch, committed);
                if (committed < OPEN_POSITION) {
                    out.afterStoring(new Broadcast<>(order)); // It says that this member, too, has begun the epoch.
                } else {
                    out.beforeStoring(new Broadcast<>(order));
                }
            }
            batch = new ArrayList<>();
        }
        batchStart = new Start(state.index(), state.chain());
    }

    private void commit(Acknowledgements members) {
        members.stored(self.id(), position);
        long reached = members.committed();
        boolean othersWait = minMembers > 1 || committed < 0;
        if (reached > committed) {
            committed = reached;
            if (othersWait && view.members().size() > 1) {
                out.afterStoring(new Broadcast<>(new Committed(epoch, committed)));
            }
        }
    }

    private void release(long upTo) {
        if (marks.isEmpty() || marks.getLast().position() < position) {
            marks.add(new Mark(position, state.index()));
        }
        while (!marks.isEmpty() && marks.getFirst().position() <= upTo) {
            certainIndex = marks.removeFirst().index();
        }
        while (!waiting.isEmpty() && waiting.getFirst().position() <= upTo) {
            Waiting<C, O> ready = waiting.removeFirst();
            Request<C> asked = ready.request();
            certainIndex = Math.max(certainIndex, ready.index()); // The mark of a batch may stand further on.
            out.afterStoring(new Answer<>(asked.from(), asked.id(), asked.attempt(), ready.index(), ready.outcome()));
        }
        out.certainUpTo(certainIndex);
    }

    /**
     * Whether what may be answered here was answered by another member before: with min-members 1 a coordinator answers
     * when one has acknowledged, and members answer before they acknowledge.
     */
    boolean othersAnswerFirst() {
        return isCoordinator() && minMembers == 1 && !isAlone();
    }

    /** Up to which index of the log somebody may have been told the outcomes. */
    long certainIndex() {
        return certainIndex;
    }

    /** The requests that were applied here but could not be answered yet. */
    List<Request<C>> unanswered() {
        return waiting.stream().map(Waiting::request).toList();
    }

    int waitingCount() {
        return waiting.size();
    }
}
