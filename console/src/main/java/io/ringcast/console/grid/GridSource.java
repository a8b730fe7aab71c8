package io.ringcast.console.grid;

import java.time.Duration;

/** Where the bookings come from. */
public interface GridSource {
    /** The bookings now; waits a second at most, and says in a notice if they may be old. One thread calls it at a time. */
    Grid grid();

    /** How long to wait between two looks while somebody watches. */
    Duration period();
}
