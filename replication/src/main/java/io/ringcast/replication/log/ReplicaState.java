package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.replication.log.Sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * The replicated state, equal on all replicas at the same position. Immutable, so that it can be sent or stored while the replica
 * goes on.
 *
 * @param application the state of the replicated state machine
 * @param index how many changes were applied since genesis
 * @param chain the hash over all of them
 */
public record ReplicaState<S, O>(
        S application, Sessions<O> sessions, RecentChanges recent, EpochHistory epochs, long index, HashChain chain) {

    /**
     * The result of applying a request.
     *
     * @param outcome what to tell the requester; null when the client has gone on to a later request since
     * @param entry the change for the log; null for a read, and for a change that was applied before
     */
    public record Applied<S, O>(
            ReplicaState<S, O> state,
            @Nullable O outcome,
            @Nullable LogEntry entry) {}

    public static <S, C, O> ReplicaState<S, O> genesis(StateMachine<S, C, O> machine) {
        S application = machine.genesis();
        HashChain chain = HashChain.ofGenesis(machine.states().encode(application));
        return new ReplicaState<>(
                application,
                Sessions.none(machine.memory()),
                RecentChanges.none(machine.memory()),
                EpochHistory.NONE,
                0,
                chain);
    }

    /** @param level at which the group works */
    public <C> Applied<S, O> apply(StateMachine<S, C, O> machine, PreparedRequest request, C command, int level) {
        var ordered = new Ordered<>(request.id(), request.timeMillis(), command);
        if (request.lostOutcome() != null) {
            return reapply(machine, request, request.lostOutcome(), ordered);
        }
        if (!machine.isChange(command)) {
            return new Applied<>(
                    this, machine.apply(application, ordered, level).outcome(), null);
        }
        Session<O> session = sessions.of(request.id());
        if (session != null && session.sequence() >= request.id().sequence()) {
            boolean same = session.sequence() == request.id().sequence();
            return new Applied<>(this, same ? session.outcome() : null, null);
        }
        Transition<S, O> transition = machine.apply(application, ordered, level);
        return changed(machine, request, transition, transition.outcome());
    }

    private <C> Applied<S, O> reapply(
            StateMachine<S, C, O> machine, PreparedRequest request, Encoded lost, Ordered<C> ordered) {
        O lostOutcome = machine.outcomes().decode(lost.bytes());
        if (recent.contains(new Told(request.id(), lost))) {
            return new Applied<>(this, lostOutcome, null);
        }
        Kept<O> kept = decoded(machine, keptOf(request.id(), request.kept()));
        return changed(
                machine, request, machine.mergePolicy().reapply(application, ordered, lostOutcome, kept), lostOutcome);
    }

    /** How this history decided a request that is applied again; if it has forgotten, what the leader knew. */
    private @Nullable Kept<Encoded> keptOf(RequestId id, @Nullable Kept<Encoded> asOrdered) {
        LogEntry first = recent.first(id);
        return first == null ? asOrdered : new Kept<>(Told.of(first).outcome());
    }

    private static <O> @Nullable Kept<O> decoded(StateMachine<?, ?, O> machine, @Nullable Kept<Encoded> kept) {
        if (kept == null) {
            return null;
        }
        Encoded outcome = kept.outcome();
        return new Kept<>(outcome == null ? null : machine.outcomes().decode(outcome.bytes()));
    }

    /** Whether this history has decided a request, or a later one of the same client, as far as it remembers. */
    public boolean hasDecided(RequestId request) {
        Session<O> session = sessions.of(request);
        return recent.contains(request) || (session != null && session.sequence() >= request.sequence());
    }

    /**
     * What this history decided for a request after an index; null if it did not. Exact as far back as {@link
     * RecentChanges} go. Of what came before, a client's last change is known, and that the earlier ones had been decided
     * when it was asked: but not by whom, if the client has been heard on another side of a partition, too.
     */
    @Nullable
    public Kept<Encoded> decisionAfter(long afterIndex, RequestId request, StateMachine<S, ?, O> machine) {
        LogEntry known = recent.first(request);
        if (known != null) {
            return known.index() > afterIndex ? new Kept<>(Told.of(known).outcome()) : null;
        }
        Session<O> session = sessions.of(request);
        if (session == null
                || session.index() <= afterIndex
                || session.sequence() < request.sequence()
                || recent.hasAllAfter(afterIndex)) {
            return null;
        }
        boolean itself = session.sequence() == request.sequence();
        return new Kept<>(itself ? Encoded.of(machine.outcomes().encode(session.outcome())) : null);
    }

    /** @param told what the requester is told, now and whenever it asks again */
    private <C> Applied<S, O> changed(
            StateMachine<S, C, O> machine, PreparedRequest request, Transition<S, O> transition, O told) {
        long next = index + 1;
        var entry = new LogEntry(
                next,
                epochs.epoch(),
                request.id(),
                request.timeMillis(),
                request.command(),
                Encoded.of(machine.outcomes().encode(transition.outcome())),
                request.lostOutcome(),
                request.kept());
        return new Applied<>(with(transition.state(), entry, told), told, entry);
    }

    /** The state after a change, which is remembered. */
    private ReplicaState<S, O> with(S changed, LogEntry entry, O told) {
        RequestId id = entry.id();
        Session<O> session = sessions.of(id);
        boolean newest = session == null || session.sequence() < id.sequence();
        Sessions<O> remembered =
                newest ? sessions.with(id.requester(), new Session<>(id.sequence(), entry.index(), told)) : sessions;
        return new ReplicaState<>(changed, remembered, recent.with(entry), epochs, entry.index(), chain.then(entry));
    }

    /**
     * Applies a stored entry again: a restart. Its outcome is the one that is stored, since the program that decided it may
     * have had other rules.
     */
    public <C> ReplicaState<S, O> replay(StateMachine<S, C, O> machine, LogEntry entry) {
        if (entry.index() != index + 1) {
            throw new IllegalStateException("the log goes on with index %d after %d".formatted(entry.index(), index));
        }
        C command = machine.commands().decode(entry.command().bytes());
        var ordered = new Ordered<>(entry.id(), entry.timeMillis(), command);
        Encoded lost = entry.lostOutcome();
        if (lost == null) {
            O outcome = machine.outcomes().decode(entry.outcome().bytes());
            return with(machine.redo(application, ordered, outcome), entry, outcome);
        }
        O told = machine.outcomes().decode(lost.bytes());
        Kept<O> kept = decoded(machine, keptOf(entry.id(), entry.kept()));
        return with(
                machine.mergePolicy().reapply(application, ordered, told, kept).state(), entry, told);
    }

    public ReplicaState<S, O> in(EpochHistory newLineage) {
        return new ReplicaState<>(application, sessions, recent, newLineage, index, chain);
    }

    /** Whether the other has exactly the same changes. */
    public boolean sameAs(long otherIndex, HashChain otherChain) {
        return index == otherIndex && chain.equals(otherChain);
    }
}
