package io.ringcast.reservation.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Ordered;
import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.State;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogPlanTests {
    private static final DayNames GERMAN = new DayNames(Locale.GERMAN);

    private static Catalog withDays(String... days) {
        return new Catalog(Names.of("ME4494", "SA314"), Names.of("8:30-9:30"), Names.of(days));
    }

    private static Catalog after(Catalog now, List<CatalogEdit> edits) {
        if (edits.isEmpty()) {
            return now;
        }
        Command command = new Command.ChangeCatalog(edits, "operator");
        var transition = Rules.apply(State.of(now), new Ordered<>(new RequestId("o", 1), 1, command), catalog -> true);
        assertThat(transition.outcome()).isInstanceOf(CatalogChanged.class);
        return transition.state().catalog();
    }

    @Test
    void theDatesOfSomeWeeksComeInTheirOrderAndEachOnce() {
        Catalog now = withDays("Monday", "Wednesday", "2026-12-07", "Holidays");

        Catalog then =
                after(now, CatalogPlan.weeks(now, LocalDate.of(2026, 12, 1), 2, CatalogPlan.weekdaysOf(now, GERMAN)));

        assertThat(then.days())
                .isEqualTo(Names.of(
                        "Monday", "Wednesday", "2026-12-02", "2026-12-07", "2026-12-09", "2026-12-14", "Holidays"));
        assertThat(CatalogPlan.weeks(then, LocalDate.of(2026, 12, 1), 2, CatalogPlan.weekdaysOf(then, GERMAN)))
                .as("the second time")
                .isEmpty();
    }

    @Test
    void aDateAfterAllOthersComesRightAfterThem() {
        Catalog now = withDays("2026-11-30", "Holidays");

        assertThat(after(now, CatalogPlan.weeks(now, LocalDate.of(2026, 12, 1), 1, EnumSet.of(DayOfWeek.TUESDAY)))
                        .days())
                .isEqualTo(Names.of("2026-11-30", "2026-12-01", "Holidays"));
    }

    @Test
    void theWeekdaysOfACatalogAreThoseItNamesOrThoseOfItsDates() {
        assertThat(CatalogPlan.weekdaysOf(withDays("Montag", "Friday", "2026-12-01"), GERMAN))
                .isEqualTo(Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        assertThat(CatalogPlan.weekdaysOf(withDays("2026-12-01", "Holidays"), GERMAN))
                .isEqualTo(Set.of(DayOfWeek.TUESDAY));
        assertThat(CatalogPlan.weekdaysOf(withDays("Holidays"), GERMAN)).isEmpty();
    }

    @Test
    void onlyADateHasAPlaceOfItsOwn() {
        Catalog now = withDays("2026-11-30", "2026-12-02", "Holidays");

        assertThat(CatalogPlan.addition(now, Part.DAY, "2026-12-01"))
                .isEqualTo(new CatalogEdit.Add(Part.DAY, "2026-12-01", "2026-11-30"));
        assertThat(CatalogPlan.addition(now, Part.DAY, "2026-11-29"))
                .isEqualTo(new CatalogEdit.Add(Part.DAY, "2026-11-29", CatalogEdit.FIRST));
        assertThat(CatalogPlan.addition(now, Part.DAY, "Friday"))
                .isEqualTo(new CatalogEdit.Add(Part.DAY, "Friday", null));
        assertThat(CatalogPlan.addition(now, Part.ROOM, "2026-12-01"))
                .isEqualTo(new CatalogEdit.Add(Part.ROOM, "2026-12-01", null));
    }

    @Test
    void onlyDatesBeforeTheFirstThatStaysAreRetired() {
        Catalog now = withDays("Monday", "2026-11-30", "2026-12-01", "2026-11-29");

        assertThat(CatalogPlan.retireBefore(now, LocalDate.of(2026, 12, 1), true))
                .containsExactly(
                        new CatalogEdit.Retire(Part.DAY, "2026-11-30", true),
                        new CatalogEdit.Retire(Part.DAY, "2026-11-29", true));
    }

    @Test
    void anyCatalogCanBecomeAnyOther() {
        var random = new Random(7);
        for (int run = 0; run < 2_000; run++) {
            Catalog from = new Catalog(names(random), names(random), names(random));
            Catalog to = new Catalog(names(random), names(random), names(random));
            List<CatalogEdit> edits = CatalogPlan.toward(
                    from,
                    Map.of(
                            Part.ROOM, to.rooms().inOrder(),
                            Part.TIMESLOT, to.timeslots().inOrder(),
                            Part.DAY, to.days().inOrder()),
                    false);

            assertThat(after(from, edits)).as("run %d", run).isEqualTo(to);
            if (from.equals(to)) {
                assertThat(edits).isEmpty();
            }
        }
    }

    @Test
    void aListThatIsNotGivenStays() {
        Catalog now = withDays("Monday");

        assertThat(after(now, CatalogPlan.toward(now, Map.of(Part.ROOM, List.of("SA314", "X1")), false)))
                .isEqualTo(new Catalog(Names.of("SA314", "X1"), now.timeslots(), now.days()));
    }

    private static Names names(Random random) {
        List<String> names = new ArrayList<>(List.of("a", "b", "c", "d", "e"));
        Collections.shuffle(names, random);
        return Names.of(names.subList(0, 1 + random.nextInt(names.size())));
    }

    @Test
    void differencesAreToldInWords() {
        Catalog files = new Catalog(Names.of("X1", "SA314"), Names.of("8:30-9:30"), Names.of("Tuesday", "Monday"));
        Catalog group = new Catalog(Names.of("SA314", "X2"), Names.of("8:30-9:30"), Names.of("Monday", "Tuesday"));

        assertThat(CatalogDifferences.of(files, group))
                .containsExactly("rooms.txt has X1 in addition and lacks X2", "days.txt has another order");
        assertThat(CatalogDifferences.of(group, group)).isEmpty();
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add("R" + i);
        }
        assertThat(CatalogDifferences.of(
                        new Catalog(Names.of(many), group.timeslots(), group.days()),
                        new Catalog(Names.of("R0"), group.timeslots(), group.days())))
                .containsExactly("rooms.txt has R1, R2, R3, R4, R5, R6, R7, R8, R9, R10 and 1 more in addition");
    }
}
