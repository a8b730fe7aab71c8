package io.ringcast.replication.core;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect.Answer;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.ReplicaState.Applied;
import io.ringcast.replication.log.Sessions.Session;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replica does in one epoch: as its {@link Leader} it gives the requests their places, as a {@link Follower} it takes
 * them from there. Both apply the same requests in the same order. An outcome is told only when it cannot be lost with one
 * server; when that is, the leader decides ({@link PrepareOks}).
 */
abstract sealed class Role<S, C, O> permits Leader, Follower {
    /** The position of a member that knows the epoch to be open; 0 is that of one that has the first state. */
    static final long OPEN_POSITION = 1;

    final GroupView view;
    final StateMachine<S, C, O> machine;
    final int minMembers;
    final Outbox<S, O> out;

    private final Epoch epoch;
    private final int level;
    private final AppliedListener listener;
    private final Deque<Waiting<C, O>> waiting = new ArrayDeque<>();
    /** Where the log stood at positions that are not certain yet. */
    private final Deque<Mark> marks = new ArrayDeque<>();

    private ReplicaState<S, O> state;
    private long position;
    private long committed = -1;
    private long certainIndex;

    /** Told of what was applied. */
    interface AppliedListener {
        /** A request has its place; if it changed something, so has the change in the log. */
        void applied(RequestId id, @Nullable LogEntry change);
    }

    /**
     * What both roles begin with.
     *
     * @param decision which epoch this is, and whose PrepareOks count
     * @param first the state that the epoch begins with
     * @param certainIndex up to which index of that state's log somebody may have been told the outcomes already
     */
    record Beginning<S, C, O>(
            MemberId self,
            GroupView view,
            StartView decision,
            StateMachine<S, C, O> machine,
            int minMembers,
            ReplicaState<S, O> first,
            long certainIndex,
            Outbox<S, O> out,
            AppliedListener listener) {}

    /** An outcome that may not be told yet. */
    private record Waiting<C, O>(long position, Request<C> request, long index, O outcome) {}

    private record Mark(long position, long index) {}

    Role(Beginning<S, C, O> beginning) {
        this.view = beginning.view();
        this.machine = beginning.machine();
        this.minMembers = beginning.minMembers();
        this.out = beginning.out();
        this.epoch = beginning.decision().epoch();
        this.level = beginning.view().level();
        this.listener = beginning.listener();
        this.state = beginning.first();
        this.certainIndex = beginning.certainIndex();
        this.marks.add(new Mark(OPEN_POSITION, state.index()));
    }

    /** The role that this replica has in a view. */
    static <S, C, O> Role<S, C, O> of(Beginning<S, C, O> beginning) {
        return beginning.view().leader().equals(beginning.self()) ? new Leader<>(beginning) : new Follower<>(beginning);
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

    /** Of the last request that is applied here. */
    final long position() {
        return position;
    }

    /** The position up to which enough members have stored the requests, as far as is known here; -1 while too few have any. */
    final long committed() {
        return committed;
    }

    /**
     * Whether the leader may order. It may not before enough members have stored the state that the epoch begins
     * with: a change must never be in the hands of fewer members than the history that it builds on.
     *
     * <p>And nothing may be told before enough members have stored that it is open: only then does every later view,
     * whoever is in it, go on from this epoch or one that came after.
     */
    boolean isOpen() {
        return position >= OPEN_POSITION;
    }

    /** Enough members have stored the requests up to here. */
    final void committedUpTo(long newest) {
        committed = Math.max(committed, newest);
    }

    final void openIfAllowed() {
        if (!isOpen() && committed >= 0) {
            position = OPEN_POSITION;
            state = state.in(state.epochs().opened());
            out.beginEpoch(state.epochs());
        }
    }

    /** Whether all members of the epoch understand the command. */
    final boolean mayOrder(C command) {
        return machine.levelOf(command) <= level;
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

    /** Applies what the leader ordered. */
    void ordered(Prepare message) {
        throw fromAnotherLeader();
    }

    /** Takes the leader's word that enough members have stored the requests up to a position. */
    void committed(Commit message) {
        throw fromAnotherLeader();
    }

    private static IllegalStateException fromAnotherLeader() {
        return new IllegalStateException("was sent what only the leader of its own epoch can have sent");
    }

    /** Takes a follower's word that it has stored the requests up to a position. Only the leader needs it. */
    void acknowledged(MemberId member, PrepareOk message) {}

    final void apply(PreparedRequest request, C command) {
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

    /** Sends what has gathered since the last call. */
    abstract void flush();

    /** Answers what was applied up to a position. */
    final void release(long upTo) {
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

    /** Whether what may be answered here was answered by another member before. */
    abstract boolean othersAnswerFirst();

    /** Up to which index of the log somebody may have been told the outcomes. */
    long certainIndex() {
        return certainIndex;
    }

    /** The requests that were applied here but could not be answered yet. */
    List<Request<C>> unanswered() {
        return waiting.stream().map(Waiting::request).toList();
    }
}
