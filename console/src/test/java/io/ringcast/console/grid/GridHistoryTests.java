package io.ringcast.console.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class GridHistoryTests {
    private final GridHistory history = new GridHistory("run", JsonMapper.shared());

    private static Grid grid(@Nullable String notice, Map<String, String> holders) {
        List<Booking> bookings = holders.entrySet().stream()
                .map(slot -> new Booking("A", "Monday", slot.getKey(), slot.getValue()))
                .toList();
        return new Grid(List.of("A"), List.of("8", "9"), List.of("Monday"), List.of(bookings), notice);
    }

    private void add(Map<String, String> holders) {
        history.add(grid(null, holders));
    }

    @Test
    void aChangeTellsTheSlotsThatChangedHands() {
        add(Map.of("8", "alice"));
        GridEvent event = history.add(grid(null, Map.of("9", "bob"))).orElseThrow();

        assertThat(event.name()).isEqualTo("changes");
        assertThat(event.version()).isEqualTo("run-2").isEqualTo(history.version());
        assertThat(event.data())
                .contains("\"timeslot\":\"9\",\"holder\":\"bob\"", "\"timeslot\":\"8\",\"holder\":null");
    }

    @Test
    void anEqualGridIsNoEvent() {
        add(Map.of("8", "alice"));
        assertThat(history.add(grid(null, Map.of("8", "alice")))).isEmpty();
        assertThat(history.add(grid("old", Map.of("8", "alice")))).isPresent();
    }

    @Test
    void aReaderGoesOnFromItsVersion() {
        add(Map.of());
        String version = history.version();
        add(Map.of("8", "alice"));
        add(Map.of("8", "bob"));

        assertThat(history.since(version)).extracting(GridEvent::version).containsExactly("run-2", "run-3");
        assertThat(history.since("run-2")).extracting(GridEvent::version).containsExactly("run-3");
        assertThat(history.since("run-3")).isEmpty();
    }

    @Test
    void aReaderWithoutAKnownVersionBeginsAgain() {
        add(Map.of());
        add(Map.of("8", "alice"));
        for (String version : new String[] {null, "other-1", "run-0", "nonsense"}) {
            assertThat(history.since(version)).extracting(GridEvent::name).containsExactly("reset");
        }
    }

    @Test
    void anotherCatalogIsFetchedAgain() {
        add(Map.of());
        String version = history.version();
        var next = new Grid(List.of(), List.of("8"), List.of("Monday"), List.of(), null);
        assertThat(history.add(next)).map(GridEvent::name).hasValue("reset");
        assertThat(history.since(version)).extracting(GridEvent::name).containsExactly("reset");
    }

    @Test
    void aReaderThatWasAwayForTooLongBeginsAgain() {
        add(Map.of());
        String version = history.version();
        for (int i = 0; i < 501; i++) {
            add(Map.of("8", "user" + i));
        }
        assertThat(history.since(version)).extracting(GridEvent::name).containsExactly("reset");
        assertThat(history.since("run-2")).hasSize(500);
    }
}
