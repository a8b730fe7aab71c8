package io.ringcast.systemtests.history;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one operation says of one slot, and between which moments it took effect.
 *
 * @param operation for the explanation when something is wrong
 * @param until the last moment at which it can have taken effect; {@link #NEVER} if it need not have at all
 */
record SlotStep(long from, long until, Effect effect, String operation) {
    static final long NEVER = Long.MAX_VALUE;

    /** What may be observed of a slot, or done to it. The state of a slot is its holder, or null when it is free. */
    sealed interface Effect {
        /** The state after this, or nothing if this cannot have happened in the given state. */
        Optional<Slot> in(Slot slot);
    }

    /** The state of the slot. */
    record Slot(@Nullable String holder) {
        static final Slot FREE = new Slot(null);

        boolean isFree() {
            return holder == null;
        }
    }

    record Reserved(String holder) implements Effect {
        @Override
        public Optional<Slot> in(Slot slot) {
            return slot.isFree() ? Optional.of(new Slot(holder)) : Optional.empty();
        }
    }

    record Deleted() implements Effect {
        @Override
        public Optional<Slot> in(Slot slot) {
            return slot.isFree() ? Optional.empty() : Optional.of(Slot.FREE);
        }
    }

    /** An answer that tells what the slot was and that nothing was done to it. */
    record Saw(Slot seen) implements Effect {
        @Override
        public Optional<Slot> in(Slot slot) {
            return slot.equals(seen) ? Optional.of(slot) : Optional.empty();
        }
    }

    boolean mayNeverHappen() {
        return until == NEVER;
    }
}
