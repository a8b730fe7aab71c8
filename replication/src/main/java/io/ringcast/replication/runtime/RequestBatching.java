package io.ringcast.replication.runtime;

import io.ringcast.replication.core.ReplicaEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a leader wait an instant for more requests, so that it orders many at once: a message to the others, a
 * transaction, a wait for the disk and a datagram of answers cost little more for thirty requests than for one. Clients
 * whose requests were ordered together are answered together, and so send their next requests at about the same time. A
 * leader that ordered the first of these alone would split them into small groups permanently.
 *
 * <p>Requests wait until as many have arrived as in the last batches, less one, but no longer than {@link #WAIT_NANOS}.
 * One or two clients never wait. Other events are never held back.
 *
 * <p>Not thread-safe: for the replica's thread.
 */
final class RequestBatching<C> {
    /** A third of the time of a batch of 32 changes; half or twice as much makes no measurable difference. */
    static final long WAIT_NANOS = 500_000;

    private List<ReplicaEvent<C>> gathered = new ArrayList<>();
    private long sinceNanos;
    private int last;
    private int lastButOne;

    boolean isEmpty() {
        return gathered.isEmpty();
    }

    /**
     * Takes events as they came, and gives back those that are to be handled now: to a member that orders, requests after
     * all others; to any other member, all as they came, since a request and its order may be among them.
     *
     * @param ordering whether requests may wait; if not, those that have waited come first
     * @param nowNanos as {@link System#nanoTime} tells
     */
    List<ReplicaEvent<C>> sift(List<ReplicaEvent<C>> events, boolean ordering, long nowNanos) {
        List<ReplicaEvent<C>> due = new ArrayList<>(gathered.size() + events.size());
        if (!ordering) {
            due.addAll(gathered);
            due.addAll(events);
            gathered = new ArrayList<>();
            return due;
        }
        for (ReplicaEvent<C> event : events) {
            if (event instanceof ReplicaEvent.Requested<C>) {
                if (gathered.isEmpty()) {
                    sinceNanos = nowNanos;
                }
                gathered.add(event);
            } else {
                due.add(event);
            }
        }
        if (!gathered.isEmpty() && nanosLeft(nowNanos) == 0) {
            lastButOne = last;
            last = gathered.size();
            due.addAll(gathered);
            gathered = new ArrayList<>();
        }
        return due;
    }

    /** For how many more nanoseconds the requests may wait; 0 if they need not. */
    long nanosLeft(long nowNanos) {
        boolean complete = gathered.size() >= Math.max(last, lastButOne) - 1;
        return complete ? 0 : Math.max(0, sinceNanos + WAIT_NANOS - nowNanos);
    }
}
