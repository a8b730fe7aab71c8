package io.ringcast.dht.peer.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The time of a run in nanoseconds, what is to happen in it, and, if wanted, the text of what has happened. */
final class VirtualTime {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::order));
    private final @Nullable StringBuilder trace;
    private long nowNanos;
    private long order;

    private record Event(long atNanos, long order, Runnable action) {}

    VirtualTime(boolean tracing) {
        this.trace = tracing ? new StringBuilder() : null;
    }

    long nanos() {
        return nowNanos;
    }

    void at(long nanos, Runnable action) {
        events.add(new Event(Math.max(nanos, nowNanos), order++, action));
    }

    void after(long delayNanos, Runnable action) {
        at(nowNanos + delayNanos, action);
    }

    /** Lets happen what is due until then. */
    void passUntil(long nanos) {
        while (!events.isEmpty() && events.peek().atNanos <= nanos) {
            Event event = events.remove();
            nowNanos = event.atNanos;
            event.action.run();
        }
        nowNanos = nanos;
    }

    /** The text is made only for a trace: it takes longer than the step that it describes. */
    void note(Supplier<String> text) {
        if (trace != null) {
            trace.append("%9.3f ".formatted(nowNanos / 1e9)).append(text.get()).append('\n');
        }
    }

    String trace() {
        return String.valueOf(trace);
    }
}
