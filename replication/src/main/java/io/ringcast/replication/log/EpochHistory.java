package io.ringcast.replication.log;

import io.ringcast.replication.api.Epoch;
import java.util.ArrayList;
import java.util.List;

/**
 * The epochs that a log has lived through, and where each began. As an epoch has one leader, two logs that know the
 * same epoch agree up to the point where the first of them left it. So two epoch histories tell where two logs diverged.
 *
 * @param starts oldest first; all open but the last, which may not be; at most {@link #EPOCHS_MAX}, older ones are
 *     forgotten
 */
public record EpochHistory(List<Start> starts) {
    static final int EPOCHS_MAX = 256;
    public static final EpochHistory NONE = new EpochHistory(List.of());

    /**
     * An epoch and the index of the log when it began.
     *
     * @param open whether it is known here that enough members have begun it; nothing was ordered in it before
     */
    public record Start(Epoch epoch, long index, boolean open) {}

    public EpochHistory {
        starts = List.copyOf(starts);
    }

    public boolean isEmpty() {
        return starts.isEmpty();
    }

    /** The newest epoch; {@link Epoch#NONE} when there was none. */
    public Epoch epoch() {
        return starts.isEmpty() ? Epoch.NONE : starts.getLast().epoch();
    }

    /** The newest epoch that is open: by this, and then by the index, logs are ranked. */
    public Epoch openEpoch() {
        return starts.stream()
                .filter(Start::open)
                .reduce((older, newer) -> newer)
                .map(Start::epoch)
                .orElse(Epoch.NONE);
    }

    /** Appends a new epoch. One that never opened contains no changes, and is dropped. */
    public EpochHistory then(Epoch epoch, long index) {
        return with(starts.stream().filter(Start::open).toList(), new Start(epoch, index, false));
    }

    /** Marks the newest epoch as open. Earlier epochs without changes are dropped. */
    public EpochHistory opened() {
        Start last = starts.getLast();
        return with(
                starts.stream().filter(s -> s.index() < last.index()).toList(),
                new Start(last.epoch(), last.index(), true));
    }

    private static EpochHistory with(List<Start> before, Start last) {
        List<Start> longer = new ArrayList<>(before);
        longer.add(last);
        return new EpochHistory(longer.subList(Math.max(0, longer.size() - EPOCHS_MAX), longer.size()));
    }

    /**
     * The last index up to which two logs are the same; 0 if they have nothing in common. If one of them has dropped so many
     * epochs that they share none, they are assumed to be of one group: only what is newer than all dropped epochs counts as
     * different.
     *
     * @param index where this epochs's log ends
     * @param otherIndex where the other's ends
     */
    public long commonIndex(long index, EpochHistory other, long otherIndex) {
        for (int i = starts.size() - 1; i >= 0; i--) {
            int j = other.placeOf(starts.get(i).epoch());
            if (j >= 0) {
                return Math.min(end(i, index), other.end(j, otherIndex));
            }
        }
        return Math.min(Math.min(index, otherIndex), Math.max(firstIndex(), other.firstIndex()));
    }

    private int placeOf(Epoch epoch) {
        for (int i = starts.size() - 1; i >= 0; i--) {
            if (starts.get(i).epoch().equals(epoch)) {
                return i;
            }
        }
        return -1;
    }

    /** 0, unless the first epochs were dropped. */
    private long firstIndex() {
        return starts.isEmpty() ? 0 : starts.getFirst().index();
    }

    private long end(int i, long index) {
        return i + 1 < starts.size() ? starts.get(i + 1).index() : index;
    }
}
