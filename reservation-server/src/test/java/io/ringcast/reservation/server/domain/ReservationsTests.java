package io.ringcast.reservation.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReservationsTests {
    private static final Catalog CATALOG =
            new Catalog(Names.of("C", "A", "B"), Names.of("t1", "t2", "t3"), Names.of("Monday", "Tuesday"));

    private final Map<Slot, Reservation> model = new HashMap<>();
    private Reservations reservations = Reservations.of(CATALOG, List.of());

    @Test
    void whateverComesAndGoesTheyAreAsAPlainMapWouldHaveThem() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Slot slot = anySlot(random);
            if (random.nextInt(5) < 3) {
                var reservation = new Reservation(slot, "holder " + i, "a-" + (i + 1), i);
                model.put(slot, reservation);
                reservations = reservations.plus(reservation);
            } else {
                model.remove(slot);
                reservations = reservations.minus(slot);
            }
            assertThatAllIsAsInTheModel("seed " + seed + ", change " + i);
        }
    }

    private static Slot anySlot(Random random) {
        return new Slot(
                CATALOG.rooms().inOrder().get(random.nextInt(3)),
                CATALOG.timeslots().inOrder().get(random.nextInt(3)),
                CATALOG.days().inOrder().get(random.nextInt(2)));
    }

    private void assertThatAllIsAsInTheModel(String when) {
        List<Reservation> expected = model.values().stream()
                .sorted(Comparator.comparingInt(
                                (Reservation r) -> CATALOG.placeOf(r.slot()).room())
                        .thenComparingLong(r -> CATALOG.placeOf(r.slot()).inRoom()))
                .toList();
        List<Reservation> visited = new ArrayList<>();
        reservations.all().forEach(visited::add);
        assertThat(visited).as(when).isEqualTo(expected);
        assertThat(new ArrayList<>(reservations.all())).as(when).isEqualTo(expected);
        assertThat(reservations.size()).as(when).isEqualTo(expected.size());
        assertThat(reservations).as(when).isEqualTo(Reservations.of(CATALOG, expected));
        for (String room : CATALOG.rooms().inOrder()) {
            assertThat(reservations.of(room))
                    .as(when)
                    .isEqualTo(expected.stream()
                            .filter(r -> r.slot().room().equals(room))
                            .toList());
        }
        expected.forEach(r -> assertThat(reservations.at(r.slot())).as(when).contains(r));
    }

    @Test
    void theListOfARoomIsTheSameUntilTheRoomChanges() {
        var first = new Reservation(new Slot("A", "t1", "Monday"), "alice", "a-1", 1);
        var elsewhere = new Reservation(new Slot("B", "t1", "Monday"), "bob", "b-1", 2);
        var second = new Reservation(new Slot("A", "t2", "Monday"), "alice", "a-2", 3);
        reservations = reservations.plus(first);
        List<Reservation> before = reservations.of("A");

        assertThat(reservations.plus(elsewhere).of("A")).isSameAs(before);
        assertThat(reservations.plus(second).of("A")).containsExactly(first, second);
        assertThat(reservations.minus(first.slot()).of("A")).isEmpty();
    }
}
