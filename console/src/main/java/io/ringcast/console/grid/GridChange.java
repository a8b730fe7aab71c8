package io.ringcast.console.grid;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened between two versions of a grid.
 *
 * @param version the later one
 * @param slots those that changed hands, as they are now
 * @param notice of the later version
 */
record GridChange(
        @Schema(example = "k3v9-12") String version,
        List<SlotNow> slots,

        @Schema(example = "No server answers.") @Nullable String notice) {
    /** A slot, and who has it; null if it is free. */
    record SlotNow(
            @Schema(example = "ME4494") String room,
            @Schema(example = "Monday") String day,
            @Schema(example = "8:30-9:30") String timeslot,
            @Schema(example = "alice") @Nullable String holder) {}

    private record Time(String day, String timeslot) {}

    /** The slots that are not the same in two grids of one catalog. */
    @SuppressWarnings("ReferenceEquality") // A room whose list is the same object need not be looked at.
    static List<SlotNow> between(Grid before, Grid after) {
        List<SlotNow> changed = new ArrayList<>();
        for (int room = 0; room < after.rooms().size(); room++) {
            List<Booking> then = before.bookings().get(room);
            List<Booking> now = after.bookings().get(room);
            if (then != now) {
                addChanges(then, now, changed);
            }
        }
        return changed;
    }

    private static void addChanges(List<Booking> then, List<Booking> now, List<SlotNow> changed) {
        Map<Time, Booking> old = new HashMap<>();
        then.forEach(booking -> old.put(new Time(booking.day(), booking.timeslot()), booking));
        for (Booking booking : now) {
            Booking was = old.remove(new Time(booking.day(), booking.timeslot()));
            if (was == null || !was.holder().equals(booking.holder())) {
                changed.add(new SlotNow(booking.room(), booking.day(), booking.timeslot(), booking.holder()));
            }
        }
        old.values().forEach(gone -> changed.add(new SlotNow(gone.room(), gone.day(), gone.timeslot(), null)));
    }
}
