package io.ringcast.replication.runtime;

import io.ringcast.replication.core.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a leader keep requests for an instant, so that it orders many at once: a message to the others, a
 * transaction, a wait for the disk and a datagram of answers cost little more for thirty requests than for one. Requests
 * that were ordered together are answered together, and those who asked ask again at about the same time. A leader
 * that ordered the first of them alone would have them come in small groups for ever.
 *
 * <p>So requests wait until all but one are there of as many as came together lately, but no longer than
 * {@link #WAIT_NANOS}. A lone client never waits, nor does one of two. All that is not a request passes at once: others
 * may wait for it.
 *
 * <p>Not thread-safe: for the replica's thread.
 */
final class RequestBatching<C> {
    /** A third of what a batch of 32 changes takes; twice as long or half as long make no difference there. */
    static final long WAIT_NANOS = 500_000;

    private List<Event<C>> gathered = new ArrayList<>();
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
    List<Event<C>> sift(List<Event<C>> events, boolean ordering, long nowNanos) {
        List<Event<C>> due = new ArrayList<>(gathered.size() + events.size());
        if (!ordering) {
            due.addAll(gathered);
            due.addAll(events);
            gathered = new ArrayList<>();
            return due;
        }
        for (Event<C> event : events) {
            if (event instanceof Event.Requested<C>) {
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

    /** After how many nanoseconds what has been gathered does not wait for more; 0 if it need not wait. */
    long nanosLeft(long nowNanos) {
        boolean complete = gathered.size() >= Math.max(last, lastButOne) - 1;
        return complete ? 0 : Math.max(0, sinceNanos + WAIT_NANOS - nowNanos);
    }
}
