package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.ringcast.BenchmarkCatalog.CatalogSlot;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Slots for clients that delete what they reserved. A slot belongs to one client until the client gives it back, and all slots
 * take turns. Thread-safe.
 */
final class PassingSlots {
    private final Queue<CatalogSlot> slots = new ConcurrentLinkedQueue<>(BenchmarkCatalog.passingSlots());

    /**
     * Takes one that is free.
     *
     * @throws UsedUpException if all of them are taken
     */
    CatalogSlot take() {
        @Nullable CatalogSlot slot = slots.poll();
        if (slot == null) {
            throw new UsedUpException("All slots of the benchmark's catalog that clients delete again are taken:"
                    + " take fewer --clients, or see why their reservations and deletions fail.");
        }
        return slot;
    }

    /** Gives back a slot that is free again. */
    void giveBack(CatalogSlot slot) {
        slots.add(slot);
    }
}
