package io.ringcast.reservation.server.app;

import io.ringcast.reservation.server.calendar.DayNames;
import io.ringcast.reservation.server.calendar.ParsedDay;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Part;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The edits that bring a catalog where an operator wants it. Whoever carries them out may find that it has changed meanwhile. */
public final class CatalogPlan {
    private static final int DAYS_OF_A_WEEK = 7;

    private CatalogPlan() {}

    /**
     * Makes the lists equal to these, in this order. New names come first and old ones go last, so that no list is ever empty. A
     * name that was given another one is retired and added: only its operator knows that it is the same.
     *
     * @param wanted the parts that are not in it stay as they are
     * @param withReservations whether the reservations of names that are retired are deleted
     */
    public static List<CatalogEdit> toward(Catalog now, Map<Part, List<String>> wanted, boolean withReservations) {
        List<CatalogEdit> edits = new ArrayList<>();
        for (Part part : Part.values()) {
            List<String> names = wanted.get(part);
            if (names != null) {
                arrange(part, now.names(part).inOrder(), names, edits);
            }
        }
        for (Part part : Part.values()) {
            List<String> names = wanted.get(part);
            if (names != null) {
                Set<String> kept = new HashSet<>(names);
                now.names(part).inOrder().stream()
                        .filter(name -> !kept.contains(name))
                        .forEach(name -> edits.add(new CatalogEdit.Retire(part, name, withReservations)));
            }
        }
        return edits;
    }

    private static void arrange(Part part, List<String> now, List<String> wanted, List<CatalogEdit> edits) {
        Set<String> known = new HashSet<>(now);
        List<String> arranged = new ArrayList<>(now);
        arranged.retainAll(new HashSet<>(wanted));
        String before = CatalogEdit.FIRST;
        for (int i = 0; i < wanted.size(); i++) {
            String name = wanted.get(i);
            if (!known.contains(name)) {
                edits.add(new CatalogEdit.Add(part, name, before));
                arranged.add(i, name);
            } else if (!arranged.get(i).equals(name)) {
                edits.add(new CatalogEdit.Move(part, name, before));
                arranged.remove(name);
                arranged.add(i, name);
            }
            before = name;
        }
    }

    /**
     * Adds the dates of some weeks, each after the dates before it. Those that the catalog has are left out.
     *
     * @param from the first day of the first week
     * @param weekdays which days of a week
     */
    public static List<CatalogEdit> weeks(Catalog now, LocalDate from, int weeks, Set<DayOfWeek> weekdays) {
        List<String> days = new ArrayList<>(now.days().inOrder());
        List<CatalogEdit> edits = new ArrayList<>();
        for (int i = 0; i < weeks * DAYS_OF_A_WEEK; i++) {
            LocalDate date = from.plusDays(i);
            if (weekdays.contains(date.getDayOfWeek()) && !now.days().contains(date.toString())) {
                String after = placeOf(date, days);
                edits.add(new CatalogEdit.Add(Part.DAY, date.toString(), after));
                days.add(after == null ? days.size() : days.indexOf(after) + 1, date.toString());
            }
        }
        return edits;
    }

    /** After which name a date belongs; null at the end. */
    private static @Nullable String placeOf(LocalDate date, List<String> days) {
        String latestBefore = null;
        int firstLater = -1;
        for (int i = 0; i < days.size(); i++) {
            Optional<LocalDate> other = DayNames.dateOf(days.get(i));
            if (other.isPresent() && other.get().isBefore(date)) {
                latestBefore = days.get(i);
            } else if (other.isPresent() && firstLater < 0) {
                firstLater = i;
            }
        }
        if (latestBefore != null || firstLater < 0) {
            return latestBefore;
        }
        return firstLater == 0 ? CatalogEdit.FIRST : days.get(firstLater - 1);
    }

    /** Adds a name: a date where its time is, anything else at the end. */
    public static CatalogEdit addition(Catalog now, Part part, String name) {
        String after = part == Part.DAY
                ? DayNames.dateOf(name)
                        .map(date -> placeOf(date, now.days().inOrder()))
                        .orElse(null)
                : null;
        return new CatalogEdit.Add(part, name, after);
    }

    /** The weekdays that the catalog names; if it names none, those of its dates. */
    public static Set<DayOfWeek> weekdaysOf(Catalog now, DayNames names) {
        Set<DayOfWeek> named = EnumSet.noneOf(DayOfWeek.class);
        Set<DayOfWeek> ofDates = EnumSet.noneOf(DayOfWeek.class);
        for (String name : now.days().inOrder()) {
            ParsedDay day = names.parse(name).orElse(null);
            if (day instanceof ParsedDay.Weekly weekly) {
                named.add(weekly.day());
            } else if (day instanceof ParsedDay.Dated dated) {
                ofDates.add(dated.date().getDayOfWeek());
            }
        }
        return named.isEmpty() ? ofDates : named;
    }

    /** Retires the dates before one. */
    public static List<CatalogEdit> retireBefore(Catalog now, LocalDate first, boolean withReservations) {
        return now.days().inOrder().stream()
                .filter(name -> DayNames.dateOf(name)
                        .filter(date -> date.isBefore(first))
                        .isPresent())
                .<CatalogEdit>map(name -> new CatalogEdit.Retire(Part.DAY, name, withReservations))
                .toList();
    }
}
