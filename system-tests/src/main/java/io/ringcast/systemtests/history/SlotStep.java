package io.ringcast.systemtests.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one operation shows about one slot, and between which moments it took effect.
 *
 * @param operation as text, for the explanation of a violation
 * @param until the last moment at which it can have taken effect; {@link #NEVER} if it need not have at all
 */
record SlotStep(long from, long until, SlotEvent effect, String operation) {
    static final long NEVER = Long.MAX_VALUE;

    /** What may be observed of a slot, or done to it. The state of a slot is its holder, or null when it is free. */
    sealed interface SlotEvent {
        /** The state after this, or nothing if this cannot have happened in the given state. */
        Optional<SlotState> in(SlotState slot);
    }

    /** The state of the slot. */
    record SlotState(@Nullable String holder) {
        static final SlotState FREE = new SlotState(null);

        boolean isFree() {
            return holder == null;
        }
    }

    record Reserved(String holder) implements SlotEvent {
        @Override
        public Optional<SlotState> in(SlotState slot) {
            return slot.isFree() ? Optional.of(new SlotState(holder)) : Optional.empty();
        }
    }

    record Freed() implements SlotEvent {
        @Override
        public Optional<SlotState> in(SlotState slot) {
            return slot.isFree() ? Optional.empty() : Optional.of(SlotState.FREE);
        }
    }

    /** An answer that shows the state of the slot and that nothing was done to it. */
    record Saw(SlotState seen) implements SlotEvent {
        @Override
        public Optional<SlotState> in(SlotState slot) {
            return slot.equals(seen) ? Optional.of(slot) : Optional.empty();
        }
    }

    boolean mayNeverHappen() {
        return until == NEVER;
    }
}
