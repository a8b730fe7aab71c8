package io.ringcast.reservation.server.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTests {
    private static final Catalog CATALOG =
            new Catalog(Names.of("B", "A"), Names.of("t1", "t2", "t3"), Names.of("Monday", "Tuesday"));

    @Test
    void namesKeepTheirOrderAndTheirFirstPlace() {
        Names names = Names.of("b", "a", "b", "c", "a");

        assertThat(names.inOrder()).containsExactly("b", "a", "c");
        assertThat(names).isEqualTo(Names.of("b", "a", "c")).isNotEqualTo(Names.of("a", "b", "c"));
    }

    @Test
    void theSlotsOfARoomAreInOrderByDayAndTimeslotWithoutGaps() {
        assertThat(placeOf("B", "t1", "Monday")).isEqualTo(0);
        assertThat(placeOf("B", "t3", "Monday")).isEqualTo(2);
        assertThat(placeOf("B", "t1", "Tuesday")).isEqualTo(3);
        assertThat(placeOf("A", "t3", "Tuesday")).isEqualTo(5);
    }

    private static long placeOf(String room, String timeslot, String day) {
        return CATALOG.placeOf(new Slot(room, timeslot, day)).inRoom();
    }

    @Test
    void aSlotIsFoundWithTheCatalogsOwnNames() {
        var asked = new Slot(new String("A"), new String("t3"), new String("Tuesday"));

        Catalog.Place place = requireNonNull(CATALOG.find(asked));

        assertThat(place.room()).isEqualTo(1);
        assertThat(place.inRoom()).isEqualTo(5);
        assertThat(place.slot()).isEqualTo(asked);
        assertThat(place.slot().room()).isSameAs(CATALOG.rooms().inOrder().get(1));
        assertThat(place.slot().timeslot())
                .isSameAs(CATALOG.timeslots().inOrder().get(2));
        assertThat(place.slot().day()).isSameAs(CATALOG.days().inOrder().get(1));
    }

    @Test
    void aSlotWithAForeignPartIsNotFound() {
        assertThat(CATALOG.find(new Slot("C", "t1", "Monday"))).isNull();
        assertThat(CATALOG.find(new Slot("A", "t4", "Monday"))).isNull();
        assertThat(CATALOG.find(new Slot("A", "t1", "Sunday"))).isNull();
    }

    @Test
    void aSlotCannotBeTakenTwice() {
        Reservation first = new Reservation(new Slot("A", "t1", "Monday"), "x", "x-1", 0);
        Reservation second = new Reservation(new Slot("A", "t1", "Monday"), "y", "y-1", 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reservations.of(CATALOG, List.of(first, second)))
                .withMessageContaining("reserved twice: A t1 Monday");
    }
}
