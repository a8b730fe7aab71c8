package io.ringcast.benchmarks.load;

import java.util.concurrent.atomic.AtomicLong;

/** Slots that nobody has claimed: every number is given out once. */
public final class SlotNumbers {
    private final AtomicLong next = new AtomicLong();

    /** A slot that is free. */
    public long next() {
        return next.getAndIncrement();
    }

    /** The count of numbers given out so far. */
    public long given() {
        return next.get();
    }
}
