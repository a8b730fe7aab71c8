package io.ringcast.reservation.server.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * The epochs that a log has lived through, and where each began. As an epoch has one coordinator, two logs that know the
 * same epoch agree up to the point where the shorter of them left it: so two lineages tell where two logs parted.
 *
 * @param starts oldest first; at most {@link #EPOCHS_MAX}, older ones are forgotten
 */
public record Lineage(List<Start> starts) {
    static final int EPOCHS_MAX = 256;
    static final Lineage NONE = new Lineage(List.of());

    /** An epoch and the index of the log when it began. */
    public record Start(Epoch epoch, long index) {}

    public Lineage {
        starts = List.copyOf(starts);
    }

    boolean isEmpty() {
        return starts.isEmpty();
    }

    /** The newest epoch; {@link Epoch#NONE} when there was none. */
    Epoch epoch() {
        return starts.isEmpty() ? Epoch.NONE : starts.getLast().epoch();
    }

    Lineage then(Epoch epoch, long index) {
        List<Start> longer = new ArrayList<>(starts);
        longer.add(new Start(epoch, index));
        return new Lineage(longer.subList(Math.max(0, longer.size() - EPOCHS_MAX), longer.size()));
    }

    /**
     * The last index up to which two logs are the same; 0 when they share no epoch.
     *
     * @param index where this lineage's log ends
     * @param otherIndex where the other's ends
     */
    long commonIndex(long index, Lineage other, long otherIndex) {
        for (int i = starts.size() - 1; i >= 0; i--) {
            int j = other.starts.indexOf(starts.get(i));
            if (j >= 0) {
                return Math.min(end(i, index), other.end(j, otherIndex));
            }
        }
        return 0;
    }

    private long end(int i, long index) {
        return i + 1 < starts.size() ? starts.get(i + 1).index() : index;
    }
}
