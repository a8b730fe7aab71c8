package io.ringcast.console.grid;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The versions of a grid, the newest of them with what changed. A version is named for the run of the process, so that one of
 * an earlier run is not taken for one of this. Not thread-safe.
 */
final class GridHistory {
    private static final int RECENT_MAX = 500;

    private final String run;
    private final JsonMapper json;
    private final Deque<GridEvent> recent = new ArrayDeque<>();
    private @Nullable Grid newest;
    private long number;

    /** @param run a name that no other run has */
    GridHistory(String run, JsonMapper json) {
        this.run = run;
        this.json = json;
    }

    /** The event that leads to this grid; nothing if it is the newest one already. */
    @SuppressWarnings("ReferenceEquality") // To compare all bookings would cost more than to look for changes.
    Optional<GridEvent> add(Grid grid) {
        Grid before = newest;
        if (before == grid) {
            return Optional.empty();
        }
        newest = grid;
        if (before == null || !before.hasCatalogOf(grid)) {
            number++;
            recent.clear();
            return Optional.of(reset());
        }
        List<GridChange.SlotNow> slots = GridChange.between(before, grid);
        if (slots.isEmpty() && Objects.equals(before.notice(), grid.notice())) {
            return Optional.empty();
        }
        number++;
        var event = new GridEvent(
                version(), "changes", json.writeValueAsString(new GridChange(version(), slots, grid.notice())));
        recent.addLast(event);
        if (recent.size() > RECENT_MAX) {
            recent.removeFirst();
        }
        return Optional.of(event);
    }

    /** What happened since a version; that all is to be fetched again if that is not known. */
    List<GridEvent> since(@Nullable String version) {
        if (version().equals(version)) {
            return List.of();
        }
        boolean isKnown = false;
        String before = run + "-" + (number - recent.size());
        List<GridEvent> later = new ArrayList<>();
        for (GridEvent event : recent) {
            isKnown |= before.equals(version);
            if (isKnown) {
                later.add(event);
            }
            before = event.version();
        }
        return isKnown ? later : List.of(reset());
    }

    private GridEvent reset() {
        return new GridEvent(version(), "reset", "{}");
    }

    String version() {
        return run + "-" + number;
    }

    /** The newest grid; there must be one. */
    Grid newest() {
        return Objects.requireNonNull(newest);
    }
}
