package io.ringcast.replication.core;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaState;
import io.ringcast.replication.log.Told;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the effects of one batch of events into a safe order: first messages that may leave before this server has stored
 * anything, so that the others store at the same time; then the writes to the disk; then messages that must not leave before
 * those writes.
 *
 * <p>If only the certain index has to be stored and another member has answered already, the answers are held for a few
 * milliseconds. Usually changes arrive in that time, and the index goes to the disk with them. Otherwise a leader would write
 * twice for each change of a lone client, and the client's next command would wait for the second write.
 */
public final class Outbox<S, O> {
    /** The longest time that answers are held: a client that lost the other members' answers waits so long. */
    public static final long HELD_MILLIS_MAX = 5;

    private final List<ReplicaEffect<S, O>> early = new ArrayList<>();
    private final List<ReplicaEffect<S, O>> stores = new ArrayList<>();
    private final List<ReplicaEffect<S, O>> late = new ArrayList<>();
    private List<LogEntry> appended = new ArrayList<>();
    private List<Told> settled = new ArrayList<>();
    private long certainIndex;
    private long storedCertainIndex;
    private final List<ReplicaEffect<S, O>> held = new ArrayList<>();
    private boolean holding;
    private long holdingSinceMillis;

    /** @param certainIndex as it is stored */
    Outbox(long certainIndex) {
        this.certainIndex = certainIndex;
        this.storedCertainIndex = certainIndex;
    }

    void beforeStoring(ReplicaEffect<S, O> effect) {
        early.add(effect);
    }

    void append(LogEntry entry) {
        appended.add(entry);
    }

    /** The group has this lost change again. Changes that were appended before are stored before. */
    void settle(Told change) {
        settled.add(change);
    }

    /**
     * Up to which index outcomes may be told. It is stored with the next changes, or alone before the next answers: after a crash
     * the server must know that it may have answered.
     */
    void certainUpTo(long index) {
        certainIndex = index;
    }

    void beginEpoch(EpochHistory epochs) {
        closeChanges();
        stores.add(new ReplicaEffect.BeginEpoch<>(epochs));
    }

    void installSnapshot(ReplicaState<S, O> state, List<LostChange> lost) {
        closeChanges();
        stores.add(new ReplicaEffect.InstallSnapshot<>(state, lost));
        storedCertainIndex = 0;
    }

    void afterStoring(ReplicaEffect<S, O> effect) {
        late.add(effect);
    }

    /**
     * All effects in order, with the answers that were held if their time is up.
     *
     * @param othersAnswer whether another member has given the answers that are here, so that these may be held
     * @param nowMillis milliseconds since any fixed moment
     */
    List<ReplicaEffect<S, O>> drain(boolean othersAnswer, long nowMillis) {
        boolean certainAlone = certainIndex != storedCertainIndex && appended.isEmpty();
        boolean nothingElse = stores.isEmpty() && settled.isEmpty();
        if (certainAlone && nothingElse && othersAnswer && !isHeldTooLong(nowMillis) && !isAskedHere()) {
            hold(nowMillis);
        } else {
            if (certainAlone) {
                storeChanges();
            }
            holding = false;
        }
        closeChanges();
        List<ReplicaEffect<S, O>> all = new ArrayList<>(early.size() + stores.size() + held.size() + late.size());
        all.addAll(early);
        all.addAll(stores);
        if (!holding) {
            all.addAll(held);
            held.clear();
        }
        all.addAll(late);
        early.clear();
        stores.clear();
        late.clear();
        return all;
    }

    private boolean isHeldTooLong(long nowMillis) {
        return holding && nowMillis - holdingSinceMillis >= HELD_MILLIS_MAX;
    }

    /** Whether an answer is for this server's own interface, where no other member answers. */
    private boolean isAskedHere() {
        return late.stream()
                .anyMatch(effect -> effect instanceof ReplicaEffect.Answer<S, O> answer
                        && answer.to().isLocal());
    }

    private void hold(long nowMillis) {
        if (!holding) {
            holding = true;
            holdingSinceMillis = nowMillis;
        }
        late.removeIf(effect -> effect instanceof ReplicaEffect.Answer<S, O> && held.add(effect));
    }

    /** Whether {@link #drain} must be called again soon, even without an event. */
    boolean isHolding() {
        return holding;
    }

    private void closeChanges() {
        if (!appended.isEmpty()) {
            storeChanges();
        }
        settled.forEach(change -> stores.add(new ReplicaEffect.SettleLost<>(change)));
        settled = new ArrayList<>();
    }

    private void storeChanges() {
        stores.add(new ReplicaEffect.Append<>(List.copyOf(appended), certainIndex));
        appended = new ArrayList<>();
        storedCertainIndex = certainIndex;
    }
}
