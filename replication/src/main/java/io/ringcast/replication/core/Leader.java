package io.ringcast.replication.core;

import static java.util.Objects.requireNonNullElse;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.core.ReplicaEffect.Broadcast;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.merge.Resubmissions;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the requests of one epoch their places, sends them to the followers in batches, and says how far enough members have
 * stored them. It answers itself when that is so.
 */
final class Leader<S, C, O> extends Role<S, C, O> implements Resubmissions.Target {
    static final int REQUESTS_PER_ORDER = 500;

    /** Repetitions of so many reads are recognized; an older one is merely ordered once more. */
    private static final int RECENT_READS_MAX = 10_000;

    private final MemberId self;
    private final PrepareOks prepareOks;
    private final Map<RequestId, Integer> recentReads = new LinkedHashMap<>();
    private List<PreparedRequest> batch = new ArrayList<>();
    private Start batchStart;

    /** Where a batch begins: by this every member sees that it has what the leader had. */
    private record Start(long index, HashChain chain) {}

    Leader(Beginning<S, C, O> beginning) {
        super(beginning);
        this.self = beginning.self();
        this.batchStart = new Start(state().index(), state().chain());
        List<String> voters = view.members().stream()
                .filter(beginning.decision()::isVoter)
                .map(MemberId::id)
                .toList();
        this.prepareOks = new PrepareOks(minMembers, voters);
    }

    /** Gives a request its place, unless it has one. */
    void order(Request<C> request, long wallMillis) {
        if (answerAgain(request)) {
            return;
        }
        if (!machine.isChange(request.command()) && !isNewAttempt(request)) {
            return;
        }
        Encoded command = Encoded.of(machine.commands().encode(request.command()));
        var next =
                new PreparedRequest(request.id(), request.attempt(), wallMillis, request.from(), command, null, null);
        append(next, request.command());
    }

    private boolean isNewAttempt(Request<C> read) {
        int before = requireNonNullElse(recentReads.remove(read.id()), 0);
        recentReads.put(read.id(), Math.max(before, read.attempt()));
        if (recentReads.size() > RECENT_READS_MAX) {
            recentReads.remove(recentReads.keySet().iterator().next());
        }
        return before < read.attempt();
    }

    /**
     * Gives a place to a change that one side of a partition had and the other had not. If its requester may have been told
     * the outcome, it is applied as that; if not, as any request.
     */
    @Override
    public void resubmit(LostChange lost, long wallMillis) {
        LogEntry entry = lost.entry();
        C command = machine.commands().decode(entry.command().bytes());
        if (isSettled(lost) || !mayOrder(command)) {
            return;
        }
        @Nullable Encoded told = lost.certain() ? Told.of(entry).outcome() : null;
        @Nullable Kept<Encoded> kept = lost.certain() ? lost.kept() : null;
        append(new PreparedRequest(entry.id(), 1, wallMillis, null, entry.command(), told, kept), command);
    }

    /** Whether the history that goes on has the change: every server decides this alike. */
    private boolean isSettled(LostChange lost) {
        return lost.certain()
                ? state().recent().contains(Told.of(lost.entry()))
                : state().hasDecided(lost.entry().id());
    }

    @Override
    public long behind(MemberId member) {
        return member.equals(self) ? 0 : position() - prepareOks.of(member.id());
    }

    @Override
    public long underWay() {
        return position() - Math.max(prepareOks.committed(), 0);
    }

    /** Nobody else will store it, and so no message will come, if this member is alone. */
    @Override
    public void goOn() {
        if (isAlone()) {
            flush();
        }
    }

    private boolean isAlone() {
        return view.members().size() == 1;
    }

    private void append(PreparedRequest request, C command) {
        batch.add(request);
        apply(request, command);
        if (batch.size() == REQUESTS_PER_ORDER) {
            broadcastBatch();
        }
    }

    @Override
    void acknowledged(MemberId member, PrepareOk message) {
        prepareOks.stored(member.id(), message.position());
    }

    /** The batch, what has become certain by what others stored, and the answers that may go out once all is stored. */
    @Override
    void flush() {
        broadcastBatch();
        commit();
        if (!isOpen()) {
            openIfAllowed();
            commit();
        }
        release(committed());
    }

    private void broadcastBatch() {
        if (!batch.isEmpty()) {
            if (!isAlone()) {
                long first = position() - batch.size() + 1;
                var order = new Prepare(epoch(), first, batchStart.index(), batchStart.chain(), batch, committed());
                if (committed() < OPEN_POSITION) {
                    out.afterStoring(new Broadcast<>(order)); // It says that this member, too, has begun the epoch.
                } else {
                    out.beforeStoring(new Broadcast<>(order));
                }
            }
            batch = new ArrayList<>();
        }
        batchStart = new Start(state().index(), state().chain());
    }

    /** Decides when outcomes may be told: when enough members have stored what they tell. */
    private void commit() {
        prepareOks.stored(self.id(), position());
        long reached = prepareOks.committed();
        boolean othersWait = minMembers > 1 || committed() < 0;
        if (reached > committed()) {
            committedUpTo(reached);
            if (othersWait && !isAlone()) {
                out.afterStoring(new Broadcast<>(new Commit(epoch(), committed())));
            }
        }
    }

    /** With min-members 1 it answers when a follower has acknowledged, and followers answer before they acknowledge. */
    @Override
    boolean othersAnswerFirst() {
        return minMembers == 1 && !isAlone();
    }
}
