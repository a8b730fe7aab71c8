package io.ringcast.console.grid;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All bookings at one moment. Immutable.
 *
 * @param rooms in the order of the catalog, as are the timeslots and the days
 * @param bookings of each room, in the order of the rooms. The same list as in the grid before means that nothing has changed
 *     in the room
 * @param notice a sentence for the reader if this may be old; null if it is not
 */
public record Grid(
        List<String> rooms,
        List<String> timeslots,
        List<String> days,
        List<List<Booking>> bookings,
        @Nullable String notice) {
    /** Keeps copies of the outer lists. */
    public Grid {
        rooms = List.copyOf(rooms);
        timeslots = List.copyOf(timeslots);
        days = List.copyOf(days);
        bookings = List.copyOf(bookings);
        if (bookings.size() != rooms.size()) {
            throw new IllegalArgumentException(
                    "there are " + rooms.size() + " rooms, and bookings of " + bookings.size());
        }
    }

    /** Nothing that could be booked. */
    public static Grid empty(String notice) {
        return new Grid(List.of(), List.of(), List.of(), List.of(), notice);
    }

    /** The same with another notice. */
    public Grid with(@Nullable String otherNotice) {
        return new Grid(rooms, timeslots, days, bookings, otherNotice);
    }

    boolean hasCatalogOf(Grid other) {
        return rooms.equals(other.rooms) && timeslots.equals(other.timeslots) && days.equals(other.days);
    }
}
