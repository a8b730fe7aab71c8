package io.ringcast.reservation.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.simulation.ClientOperation;
import io.ringcast.replication.simulation.SimulationResult;
import io.ringcast.replication.simulation.Workload;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Reservations;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Clients that reserve and delete, and operators who add, rename, move and retire what they reserve. Servers of release 0.1.0
 * cannot read what the operators want.
 */
final class ChangingCatalog implements Workload<State, Command, Outcome> {
    private static final List<Part> PARTS = List.of(Part.values());
    private static final Map<Part, List<String>> NAMES = Map.of(
            Part.ROOM, List.of("r1", "r2", "r3", "r4"),
            Part.TIMESLOT, List.of("t1", "t2", "t3"),
            Part.DAY, List.of("d1", "d2", "d3"));
    private static final Catalog CATALOG =
            new Catalog(Names.of("r1", "r2"), Names.of("t1", "t2"), Names.of("d1", "d2"));

    @Override
    public StateMachine<State, Command, Outcome> machine(int level) {
        var machine = new ReservationStateMachine(State.of(CATALOG));
        return level == 0 ? new FirstRelease(machine) : machine;
    }

    @Override
    public Command next(String client, SplittableRandom random) {
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Command.ReserveRoom(slot(random), client);
            case 3 -> new Command.DeleteReservation(slot(random), client);
            case 4 -> new Command.DeleteOwnReservation(slot(random), client);
            case 5 -> new Command.CheckRoom(name(Part.ROOM, random));
            case 6 -> new Command.ListRooms();
            default -> new Command.ChangeCatalog(List.of(edit(random)), client);
        };
    }

    private static CatalogEdit edit(SplittableRandom random) {
        Part part = PARTS.get(random.nextInt(PARTS.size()));
        String name = name(part, random);
        return switch (random.nextInt(6)) {
            case 0, 1 -> new CatalogEdit.Add(part, name, random.nextBoolean() ? null : CatalogEdit.FIRST);
            case 2, 3 -> new CatalogEdit.Rename(part, name, name(part, random));
            case 4 -> new CatalogEdit.Move(part, name, name(part, random));
            default -> new CatalogEdit.Retire(part, name, random.nextBoolean());
        };
    }

    private static Slot slot(SplittableRandom random) {
        return new Slot(name(Part.ROOM, random), name(Part.TIMESLOT, random), name(Part.DAY, random));
    }

    private static String name(Part part, SplittableRandom random) {
        List<String> names = NAMES.getOrDefault(part, List.of());
        return names.get(random.nextInt(names.size()));
    }

    @Override
    public void atRest(State state) {
        assertThat(state.reservations())
                .as("each reservation is at the place that the catalog gives it")
                .isEqualTo(Reservations.of(state.catalog(), state.reservations().all()));
        assertThat(state.reservations().all())
                .extracting(Reservation::requestId)
                .doesNotHaveDuplicates();
        for (Part part : Part.values()) {
            assertThat(state.catalog().names(part).size()).isPositive();
        }
    }

    @Override
    public void ended(SimulationResult<State, Command, Outcome> result) {
        switch (result.plan().promise()) {
            case LINEARIZABLE -> {
                assertThat(result.state().conflicts().count()).isZero();
                nothingVanished(result);
            }
            case NOTHING_DROPPED -> nothingVanished(result);
            case NOTHING_DROPPED_UNCOUNTED -> {
                if (result.forgotten() == 0) {
                    nothingVanished(result);
                }
            }
            case ONE_STATE -> {}
        }
    }

    /** Each reservation, deletion and change of the catalog that a client was told of has had its effect, or is a conflict. */
    private static void nothingVanished(SimulationResult<State, Command, Outcome> result) {
        List<State> states = result.states();
        Set<String> conflicts = result.state().conflicts().newest().stream()
                .map(Conflict::lost)
                .map(Conflict.Party::requestId)
                .collect(Collectors.toSet());
        Set<String> reserved = new HashSet<>();
        Map<String, List<State>> after = new HashMap<>();
        for (LogEntry entry : result.history()) {
            State state = states.get(Math.toIntExact(entry.index()));
            state.reservations().all().stream().map(Reservation::requestId).forEach(reserved::add);
            after.computeIfAbsent(entry.id().toString(), id -> new ArrayList<>())
                    .add(state);
        }
        nobodyLostARoomUnasked(result, states, conflicts);
        for (ClientOperation<Command, Outcome> operation : result.operations()) {
            String id = operation.id().toString();
            if (conflicts.contains(id)) {
                continue;
            }
            if (operation.outcome() instanceof Outcome.RoomReserved) {
                assertThat(reserved).as("%s", operation).contains(id);
            } else if (operation.outcome() instanceof Outcome.ReservationDeleted deleted) {
                String gone = deleted.reservation().requestId();
                assertThat(ids(result.state()).filter(held -> held.equals(gone) && !conflicts.contains(held)))
                        .as("%s", operation)
                        .isEmpty();
            } else if (operation.outcome() instanceof Outcome.CatalogChanged
                    && operation.command() instanceof Command.ChangeCatalog change) {
                for (CatalogEdit edit : change.edits()) {
                    assertThat(after.getOrDefault(id, List.of()))
                            .as("%s", operation)
                            .anyMatch(state -> isMade(state.catalog(), edit));
                }
            }
        }
    }

    private static boolean isMade(Catalog catalog, CatalogEdit edit) {
        Names names = catalog.names(edit.part());
        return switch (edit) {
            case CatalogEdit.Add add -> names.contains(add.name());
            case CatalogEdit.Rename rename -> names.contains(rename.to()) && !names.contains(rename.name());
            case CatalogEdit.Move move -> names.contains(move.name());
            case CatalogEdit.Retire retire -> !names.contains(retire.name());
        };
    }

    /** A reservation goes only by a deletion, or with a name that is retired: and then it is named or a conflict. */
    private static void nobodyLostARoomUnasked(
            SimulationResult<State, Command, Outcome> result, List<State> states, Set<String> conflicts) {
        var machine = result.machine();
        for (LogEntry entry : result.history()) {
            int index = Math.toIntExact(entry.index());
            Set<String> gone = ids(states.get(index - 1)).collect(Collectors.toSet());
            ids(states.get(index)).forEach(gone::remove);
            if (gone.isEmpty()) {
                continue;
            }
            Outcome outcome = machine.outcomes().decode(entry.outcome().bytes());
            switch (outcome) {
                case Outcome.ReservationDeleted deleted ->
                    assertThat(gone).containsExactly(deleted.reservation().requestId());
                case Outcome.CatalogChanged changed -> {
                    gone.removeAll(changed.deleted());
                    gone.removeAll(conflicts);
                    assertThat(gone).as("%s", entry).isEmpty();
                }
                case Outcome other -> throw new AssertionError("%s took %s away".formatted(entry, gone));
            }
        }
    }

    private static Stream<String> ids(State state) {
        return state.reservations().all().stream().map(Reservation::requestId);
    }
}
