package io.ringcast.replication.merge;

import static java.util.Objects.requireNonNull;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.RecentChanges;
import io.ringcast.replication.log.ReplicaLog;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.Told;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The changes that this server had applied and that the surviving history lacks. They are kept, in memory and on the disk, until
 * the group has them again.
 */
public final class LostChanges {
    private static final int CHANGES_PER_MESSAGE = 200;

    private final Map<Told, LostChange> byTold = new LinkedHashMap<>();
    /** The same by request: a request may have been told two outcomes in two partitions. */
    private final Map<RequestId, Set<Told>> toldOf = new HashMap<>();
    /** Changes whose outcome no client can have received: only requests under way at the partition, so few. */
    private final Set<Told> uncertain = new LinkedHashSet<>();
    /** At which index the surviving history has them, or has decided their requests. {@link RecentChanges} may have forgotten it. */
    private final Map<Told, Long> applied = new HashMap<>();

    private final ReplicaLog log;
    private long forgottenCount;

    /** @param stillLost from the disk */
    public LostChanges(ReplicaLog log, List<LostChange> stillLost) {
        this.log = log;
        stillLost.forEach(this::add);
    }

    private void add(LostChange change) {
        Told told = Told.of(change.entry());
        LostChange known = byTold.merge(told, change, (a, b) -> a.certain() ? a.keptAs(b.kept()) : b.keptAs(a.kept()));
        toldOf.computeIfAbsent(told.id(), id -> new LinkedHashSet<>()).add(told);
        if (known.certain()) {
            uncertain.remove(told);
        } else {
            uncertain.add(told);
        }
    }

    /**
     * Another history survives: adds the changes that this server had applied since the two diverged, and looks up what the other
     * history decided for the same requests.
     *
     * @param before where this server stood
     * @param certainIndex up to which index of its log somebody may have been told the outcomes
     * @param adopted the state with which the epoch that was decided begins
     * @return the certain index of the surviving history
     */
    public <S, C, O> long remember(
            ReplicaState<S, O> before,
            long certainIndex,
            StartView decided,
            ReplicaState<S, O> adopted,
            StateMachine<S, C, O> machine) {
        long common = before.epochs().commonIndex(before.index(), decided.epochs(), decided.index());
        remember(before, common, certainIndex);
        compare(id -> adopted.decisionAfter(common, id, machine), adopted.index());
        return Math.min(certainIndex, common);
    }

    /**
     * Adds what a history had after a common index.
     *
     * @param certainIndex up to which index somebody may have been told the outcomes
     */
    void remember(ReplicaState<?, ?> history, long common, long certainIndex) {
        applied.values().removeIf(index -> index > common);
        List<LogEntry> entries = changesAfter(common, history);
        forgottenCount += history.index() - common - entries.size();
        for (LogEntry entry : entries) {
            boolean certain = entry.lostOutcome() != null || entry.index() <= certainIndex;
            add(new LostChange(entry, certain, entry.kept()));
        }
    }

    /**
     * Looks up what the surviving history has decided for the same requests.
     *
     * @param decisions by that history, after it parted from this server's
     * @param index of that history
     */
    void compare(Function<RequestId, @Nullable Kept<Encoded>> decisions, long index) {
        toldOf.keySet().forEach(id -> decided(id, decisions.apply(id), index));
    }

    /** @return those that were decided differently */
    private List<LostChange> decided(RequestId id, @Nullable Kept<Encoded> decision, long index) {
        List<LostChange> others = new ArrayList<>();
        if (decision == null) {
            return others;
        }
        for (Told told : toldOf.getOrDefault(id, Set.of())) {
            if (Objects.equals(told.outcome(), decision.outcome())) {
                applied.put(told, index);
            } else {
                others.add(requireNonNull(byTold.computeIfPresent(told, (key, change) -> change.keptAs(decision))));
            }
        }
        return others;
    }

    /** From the state, or from the log where that goes back further: after a state transfer it begins anew. */
    private List<LogEntry> changesAfter(long index, ReplicaState<?, ?> history) {
        List<LogEntry> remembered = history.recent().after(index);
        if (remembered.size() == history.index() - index) {
            return remembered;
        }
        List<LogEntry> logged = log.after(index);
        return logged.size() > remembered.size() ? logged : remembered;
    }

    /**
     * A change was applied: if it is one of these, the group has it again.
     *
     * @return lost changes whose client repeated the request and was told another outcome, which is now known
     */
    public List<LostChange> applied(LogEntry entry) {
        if (byTold.isEmpty()) {
            return List.of();
        }
        for (Told told : uncertain) {
            if (isSameOrEarlier(told.id(), entry.id())) {
                applied.put(told, entry.index());
            }
        }
        if (entry.lostOutcome() == null) {
            return decided(entry.id(), new Kept<>(entry.outcome()), entry.index());
        }
        if (byTold.containsKey(Told.of(entry))) {
            applied.put(Told.of(entry), entry.index());
        }
        return List.of();
    }

    /** A client sends one request after the other, so an earlier request is never applied after a later one. */
    private static boolean isSameOrEarlier(RequestId lost, RequestId decided) {
        return lost.requester().equals(decided.requester()) && lost.sequence() <= decided.sequence();
    }

    /** An epoch begins with this state: changes that it has are not applied again. */
    public void begin(ReplicaState<?, ?> state) {
        for (Told told : byTold.keySet()) {
            Long index = applied.containsKey(told) ? null : state.recent().indexOf(told);
            if (index != null) {
                applied.put(told, index);
            }
        }
        for (Told told : uncertain) {
            if (state.hasDecided(told.id())) {
                applied.putIfAbsent(told, state.index());
            }
        }
    }

    /**
     * Removes those that the group has for good. It looks only at those that were applied again, since it is called after every
     * batch and a long partition may have cost tens of thousands of changes.
     *
     * <p>Until its new index is certain, a change may be lost a second time, and then as one whose outcome nobody was told.
     *
     * @param certainIndex up to which index of the log somebody may have been told the outcomes
     */
    public Set<Told> settle(long certainIndex) {
        Set<Told> settled = new LinkedHashSet<>();
        applied.forEach((told, index) -> {
            if (index <= certainIndex) {
                settled.add(told);
            }
        });
        settled.forEach(this::forget);
        return settled;
    }

    private void forget(Told told) {
        byTold.remove(told);
        uncertain.remove(told);
        applied.remove(told);
        toldOf.computeIfPresent(told.id(), (id, all) -> all.remove(told) && all.isEmpty() ? null : all);
    }

    public List<LostChange> all() {
        return List.copyOf(byTold.values());
    }

    /**
     * Those that the history lacks, in portions that fit a message.
     *
     * @param mayOrder whether all members of the group understand a command; the others wait until they do
     */
    public List<List<LostChange>> missingInPortions(Predicate<Encoded> mayOrder) {
        List<LostChange> missing = byTold.values().stream()
                .filter(change -> !applied.containsKey(Told.of(change.entry())))
                .filter(change -> mayOrder.test(change.entry().command()))
                .toList();
        List<List<LostChange>> portions = new ArrayList<>();
        for (int i = 0; i < missing.size(); i += CHANGES_PER_MESSAGE) {
            portions.add(missing.subList(i, Math.min(missing.size(), i + CHANGES_PER_MESSAGE)));
        }
        return portions;
    }

    public int count() {
        return byTold.size();
    }

    /** How many lost changes this server cannot name any more. */
    public long forgottenCount() {
        return forgottenCount;
    }
}
