package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.ringcast.Catalog.Slot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Slots for clients that reserve, and delete what they reserved: nobody else has one meanwhile, however long that takes,
 * and they go round among all. Thread-safe.
 */
final class PassingSlots {
    private final Queue<Slot> slots = new ConcurrentLinkedQueue<>(Catalog.passingSlots());

    /**
     * Takes one that is free.
     *
     * @throws UsedUpException if all of them are taken
     */
    Slot take() {
        @Nullable Slot slot = slots.poll();
        if (slot == null) {
            throw new UsedUpException("All slots of the benchmark's catalog that clients delete again are taken:"
                    + " take fewer --clients, or see why their reservations and deletions fail.");
        }
        return slot;
    }

    /** Gives one back that is free again. */
    void giveBack(Slot slot) {
        slots.add(slot);
    }
}
