package io.ringcast.reservation.server.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.CatalogEdit.Add;
import io.ringcast.reservation.server.domain.CatalogEdit.Move;
import io.ringcast.reservation.server.domain.CatalogEdit.Rename;
import io.ringcast.reservation.server.domain.CatalogEdit.Retire;
import io.ringcast.reservation.server.domain.Command.ChangeCatalog;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random changes of random catalogs, compared with a model that renames and removes objects instead of moving places. */
class CatalogPropertyTests {
    private static final int RUNS = Integer.getInteger("catalog.runs", 3_000);
    private static final int CHANGES = 12;
    private static final List<Part> PARTS = List.of(Part.values());
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

    @Test
    void everyChangeDoesWhatTheModelDoes() {
        for (long seed = 0; seed < RUNS; seed++) {
            var random = new SplittableRandom(seed);
            State state = randomState(random);
            for (int i = 1; i <= CHANGES; i++) {
                ChangeCatalog command = randomChange(random);
                state = checked(state, command, i, "seed " + seed + ": " + command);
            }
        }
    }

    private static State checked(State before, ChangeCatalog command, int number, String what) {
        var model = new Model(before);
        boolean accepted = command.edits().stream().allMatch(model::edit) && model.nothingIsRetiredThatMustStay();
        Ordered<Command> ordered = new Ordered<>(new RequestId("o", number), number, command);

        Transition<State, Outcome> transition = Rules.apply(before, ordered, catalog -> true);

        State after = transition.state();
        if (!accepted) {
            assertThat(transition.outcome()).as(what).isInstanceOf(Outcome.Refusal.class);
            assertThat(after).as(what).isSameAs(before);
            return after;
        }
        assertThat(transition.outcome()).as(what).isEqualTo(model.outcome());
        assertThat(after.catalog()).as(what).isEqualTo(model.catalog());
        assertThat(after.reservations()).as(what).isEqualTo(Reservations.of(model.catalog(), model.reservations()));
        assertThat(List.copyOf(after.reservations().all()))
                .as(what)
                .hasSize(after.reservations().size())
                .isEqualTo(List.copyOf(
                        Reservations.of(model.catalog(), model.reservations()).all()));
        assertThat(Rules.redo(before, command, transition.outcome())).as(what).isEqualTo(after);
        return after;
    }

    private static State randomState(SplittableRandom random) {
        var catalog = new Catalog(names(random), names(random), names(random));
        List<Reservation> reservations = new ArrayList<>();
        for (String room : catalog.rooms().inOrder()) {
            for (String timeslot : catalog.timeslots().inOrder()) {
                for (String day : catalog.days().inOrder()) {
                    if (random.nextInt(3) == 0) {
                        String id = "r-" + reservations.size();
                        reservations.add(new Reservation(new Slot(room, timeslot, day), "holder", id, 1));
                    }
                }
            }
        }
        return State.of(catalog, reservations);
    }

    private static Names names(SplittableRandom random) {
        List<String> names = new ArrayList<>(NAMES);
        while (names.size() > 1 && random.nextInt(4) != 0) {
            names.remove(random.nextInt(names.size()));
        }
        return Names.of(names);
    }

    private static ChangeCatalog randomChange(SplittableRandom random) {
        List<CatalogEdit> edits = new ArrayList<>();
        do {
            Part part = PARTS.get(random.nextInt(PARTS.size()));
            String name = name(random);
            edits.add(
                    switch (random.nextInt(5)) {
                        case 0 -> new Add(part, name, random.nextBoolean() ? null : place(random));
                        case 1 -> new Rename(part, name, name(random));
                        case 2 -> new Move(part, name, place(random));
                        case 3 -> new Retire(part, name, true);
                        default -> new Retire(part, name, false);
                    });
        } while (random.nextInt(3) == 0);
        return new ChangeCatalog(edits, "operator");
    }

    private static String name(SplittableRandom random) {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    private static String place(SplittableRandom random) {
        return random.nextInt(4) == 0 ? CatalogEdit.FIRST : name(random);
    }

    /** Lists of objects that have a name, and reservations that refer to the objects. */
    private static final class Model {
        private static final class Thing {
            String name;
            boolean mustStay;

            Thing(String name) {
                this.name = name;
            }
        }

        private record Booking(Thing room, Thing timeslot, Thing day, Reservation made) {
            boolean has(Thing thing) {
                return room == thing || timeslot == thing || day == thing;
            }
        }

        private final Map<Part, List<Thing>> lists = new EnumMap<>(Part.class);
        private final List<Booking> bookings = new ArrayList<>();
        private final Set<Thing> retired = new HashSet<>();

        Model(State state) {
            for (Part part : Part.values()) {
                lists.put(
                        part,
                        state.catalog().names(part).inOrder().stream()
                                .map(Thing::new)
                                .collect(Collectors.toCollection(ArrayList::new)));
            }
            for (Reservation made : state.reservations().all()) {
                bookings.add(new Booking(
                        thing(Part.ROOM, made.slot().room()),
                        thing(Part.TIMESLOT, made.slot().timeslot()),
                        thing(Part.DAY, made.slot().day()),
                        made));
            }
        }

        private List<Thing> list(Part part) {
            return lists.getOrDefault(part, List.of());
        }

        private List<String> namesOf(Part part) {
            return list(part).stream().map(thing -> thing.name).toList();
        }

        private Thing thing(Part part, String name) {
            return list(part).get(namesOf(part).indexOf(name));
        }

        boolean edit(CatalogEdit edit) {
            Part part = edit.part();
            List<String> names = namesOf(part);
            boolean there = names.contains(edit.name());
            return switch (edit) {
                case Add add -> !there && insert(part, new Thing(add.name()), add.after());
                case Rename rename -> {
                    boolean possible = there && !names.contains(rename.to());
                    if (possible) {
                        thing(part, rename.name()).name = rename.to();
                    }
                    yield possible;
                }
                case Move move -> there && moved(part, thing(part, move.name()), move.after());
                case Retire retire -> {
                    boolean possible = there && names.size() > 1;
                    if (possible) {
                        Thing gone = thing(part, retire.name());
                        gone.mustStay = !retire.withReservations();
                        list(part).remove(gone);
                        retired.add(gone);
                    }
                    yield possible;
                }
            };
        }

        private boolean moved(Part part, Thing thing, String after) {
            if (thing.name.equals(after)) {
                return true;
            }
            if (!after.isEmpty() && !namesOf(part).contains(after)) {
                return false;
            }
            list(part).remove(thing);
            return insert(part, thing, after);
        }

        private boolean insert(Part part, Thing thing, @Nullable String after) {
            List<String> names = namesOf(part);
            if (after == null) {
                list(part).add(thing);
            } else if (after.isEmpty() || names.contains(after)) {
                list(part).add(names.indexOf(after) + 1, thing);
            } else {
                return false;
            }
            return true;
        }

        boolean nothingIsRetiredThatMustStay() {
            return retired.stream()
                    .filter(thing -> thing.mustStay)
                    .noneMatch(thing -> bookings.stream().anyMatch(booking -> booking.has(thing)));
        }

        private boolean isDeleted(Booking booking) {
            return retired.stream().anyMatch(booking::has);
        }

        CatalogChanged outcome() {
            List<String> deleted = bookings.stream()
                    .filter(this::isDeleted)
                    .map(booking -> booking.made().requestId())
                    .toList();
            return new CatalogChanged(deleted.size(), deleted);
        }

        Catalog catalog() {
            return new Catalog(
                    Names.of(namesOf(Part.ROOM)), Names.of(namesOf(Part.TIMESLOT)), Names.of(namesOf(Part.DAY)));
        }

        List<Reservation> reservations() {
            return bookings.stream()
                    .filter(booking -> !isDeleted(booking))
                    .map(booking -> new Reservation(
                            new Slot(booking.room().name, booking.timeslot().name, booking.day().name),
                            booking.made().holder(),
                            booking.made().requestId(),
                            booking.made().timeMillis()))
                    .toList();
        }
    }
}
