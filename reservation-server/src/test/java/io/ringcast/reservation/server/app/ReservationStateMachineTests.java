package io.ringcast.reservation.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogEdit;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Conflicts;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Part;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationStateMachineTests {
    private static final Catalog CATALOG =
            new Catalog(Names.of("ME4494", "SÄ \"1\""), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday"));
    private static final Slot SLOT = new Slot("ME4494", "8:30-9:30", "Monday");
    private static final Reservation RESERVATION = new Reservation(SLOT, "alice", "a-1", 1_700_000_000_000L);

    private static final Command DELETE_OWN = new Command.DeleteOwnReservation(SLOT, "alice");
    private static final Command EDITS = new Command.ChangeCatalog(
            List.of(
                    new CatalogEdit.Add(Part.ROOM, "X1", null),
                    new CatalogEdit.Add(Part.DAY, "X2", CatalogEdit.FIRST),
                    new CatalogEdit.Rename(Part.TIMESLOT, "8:30-9:30", "8-9"),
                    new CatalogEdit.Move(Part.ROOM, "X1", "ME4494"),
                    new CatalogEdit.Retire(Part.ROOM, "A/B", false),
                    new CatalogEdit.Retire(Part.DAY, "Monday", true)),
            "carol");

    private final ReservationStateMachine machine = new ReservationStateMachine(State.of(CATALOG));

    @Test
    void aReservationCarriesTheIdAndTimeOfTheOrderedCommand() {
        Command command = new Command.ReserveRoom(SLOT, "alice");

        Transition<State, Outcome> transition =
                machine.apply(machine.genesis(), new Ordered<>(new RequestId("a", 1), 1_700_000_000_000L, command), 0);

        assertThat(transition.outcome()).isEqualTo(new Outcome.RoomReserved(RESERVATION));
        assertThat(transition.state()).isEqualTo(State.of(CATALOG, List.of(RESERVATION)));
    }

    @Test
    void theOutcomeOfAReappliedChangeIsWhatTheClientWasTold() {
        State bobHasIt = State.of(CATALOG, List.of(new Reservation(SLOT, "bob", "b-1", 1)));
        Outcome lost = new Outcome.RoomReserved(RESERVATION);
        Command command = new Command.ReserveRoom(SLOT, "alice");

        Transition<State, Outcome> transition = machine.mergePolicy()
                .reapply(bobHasIt, new Ordered<>(new RequestId("a", 1), 1_700_000_000_000L, command), lost, null);

        assertThat(transition.outcome()).isEqualTo(lost);
        assertThat(transition.state().conflicts().count()).isEqualTo(1);
    }

    @Test
    void whatReservesDeletesOrEditsTheCatalogIsAChange() {
        assertThat(commands().filter(machine::isChange))
                .containsExactly(
                        new Command.ReserveRoom(SLOT, "alice"),
                        new Command.DeleteReservation(SLOT, "alice"),
                        DELETE_OWN,
                        EDITS);
    }

    @Test
    void whatTheFirstReleaseCouldNotReadNeedsNewerServers() {
        assertThat(commands().filter(command -> machine.levelOf(command) > 0)).containsExactly(DELETE_OWN, EDITS);
    }

    @Test
    void aCatalogThatClientsCouldNotBeToldIsRefused() {
        List<CatalogEdit> days = IntStream.range(0, 60_000)
                .<CatalogEdit>mapToObj(i -> new CatalogEdit.Add(Part.DAY, "D" + i, null))
                .toList();
        Command command = new Command.ChangeCatalog(days, "operator");

        assertThat(machine.apply(machine.genesis(), new Ordered<>(new RequestId("a", 1), 1, command), 1))
                .isEqualTo(new Transition<>(machine.genesis(), new Outcome.CatalogTooLarge()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSurvivesEncoding(Command command) {
        assertThat(machine.commands().decode(machine.commands().encode(command)))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeSurvivesEncoding(Outcome outcome) {
        assertThat(machine.outcomes().decode(machine.outcomes().encode(outcome)))
                .isEqualTo(outcome);
    }

    @Test
    void everyRecordHasAnExample() {
        assertThat(commands().map(Object::getClass)).hasSize(9).doesNotHaveDuplicates();
        assertThat(outcomes().map(Object::getClass)).hasSize(17).doesNotHaveDuplicates();
    }

    /** A server that starts again compares what it stored with what it decides now: not a byte may change. */
    @Test
    void storedCommandsAndOutcomesKeepTheirBytes() {
        Slot slot = new Slot("A/B \"1\"", "8:30\\9", "M\u00f6n\t\u2028\ud83d\ude00\u007f");
        String slotJson = "{\"room\":\"A/B \\\"1\\\"\",\"timeslot\":\"8:30\\\\9\","
                + "\"day\":\"M\u00f6n\\t\u2028\ud83d\ude00\u007f\"}";
        Reservation reservation = new Reservation(slot, "al", "a-1", 17);
        String reservationJson =
                "{\"slot\":" + slotJson + ",\"holder\":\"al\",\"requestId\":\"a-1\",\"timeMillis\":17}";
        Map<Command, String> commands = Map.of(
                new Command.ListDays(),
                "{\"type\":\"ListDays\"}",
                new Command.ListRooms(),
                "{\"type\":\"ListRooms\"}",
                new Command.ListTimeslots(),
                "{\"type\":\"ListTimeslots\"}",
                new Command.ReadState(),
                "{\"type\":\"ReadState\"}",
                new Command.CheckRoom("A/B"),
                "{\"type\":\"CheckRoom\",\"room\":\"A/B\"}",
                new Command.ReserveRoom(slot, "al"),
                "{\"type\":\"ReserveRoom\",\"slot\":" + slotJson + ",\"holder\":\"al\"}",
                new Command.DeleteReservation(slot, "al"),
                "{\"type\":\"DeleteReservation\",\"slot\":" + slotJson + ",\"holder\":\"al\"}",
                new Command.DeleteOwnReservation(slot, "al"),
                "{\"type\":\"DeleteOwnReservation\",\"slot\":" + slotJson + ",\"holder\":\"al\"}",
                EDITS,
                "{\"type\":\"ChangeCatalog\",\"edits\":["
                        + "{\"edit\":\"Add\",\"part\":\"ROOM\",\"name\":\"X1\"},"
                        + "{\"edit\":\"Add\",\"part\":\"DAY\",\"name\":\"X2\",\"after\":\"\"},"
                        + "{\"edit\":\"Rename\",\"part\":\"TIMESLOT\",\"name\":\"8:30-9:30\",\"to\":\"8-9\"},"
                        + "{\"edit\":\"Move\",\"part\":\"ROOM\",\"name\":\"X1\",\"after\":\"ME4494\"},"
                        + "{\"edit\":\"Retire\",\"part\":\"ROOM\",\"name\":\"A/B\"},"
                        + "{\"edit\":\"Retire\",\"part\":\"DAY\",\"name\":\"Monday\",\"reservations\":\"delete\"}"
                        + "],\"requester\":\"carol\"}");
        Map<Outcome, String> outcomes = Map.ofEntries(
                Map.entry(
                        new Outcome.RoomReserved(reservation),
                        "{\"type\":\"RoomReserved\",\"reservation\":" + reservationJson + "}"),
                Map.entry(
                        new Outcome.ReservationDeleted(reservation),
                        "{\"type\":\"ReservationDeleted\",\"reservation\":" + reservationJson + "}"),
                Map.entry(
                        new Outcome.RoomTaken(reservation),
                        "{\"type\":\"RoomTaken\",\"reservation\":" + reservationJson + "}"),
                Map.entry(
                        new Outcome.HeldByAnother(reservation),
                        "{\"type\":\"HeldByAnother\",\"reservation\":" + reservationJson + "}"),
                Map.entry(new Outcome.NotReserved(slot), "{\"type\":\"NotReserved\",\"slot\":" + slotJson + "}"),
                Map.entry(new Outcome.UnknownRoom("u"), "{\"type\":\"UnknownRoom\",\"room\":\"u\"}"),
                Map.entry(new Outcome.UnknownTimeslot("u"), "{\"type\":\"UnknownTimeslot\",\"timeslot\":\"u\"}"),
                Map.entry(new Outcome.UnknownDay("u"), "{\"type\":\"UnknownDay\",\"day\":\"u\"}"),
                Map.entry(
                        new Outcome.CatalogChanged(2, List.of("a-1", "b-1")),
                        "{\"type\":\"CatalogChanged\",\"reservations\":2,\"deleted\":[\"a-1\",\"b-1\"]}"),
                Map.entry(
                        new Outcome.NameExists(Part.ROOM, "X"),
                        "{\"type\":\"NameExists\",\"part\":\"ROOM\",\"name\":\"X\"}"),
                Map.entry(
                        new Outcome.StillReserved(Part.TIMESLOT, "X", 3),
                        "{\"type\":\"StillReserved\",\"part\":\"TIMESLOT\",\"name\":\"X\",\"reservations\":3}"),
                Map.entry(
                        new Outcome.LastName(Part.DAY, "X"), "{\"type\":\"LastName\",\"part\":\"DAY\",\"name\":\"X\"}"),
                Map.entry(new Outcome.CatalogTooLarge(), "{\"type\":\"CatalogTooLarge\"}"));

        commands.forEach((command, json) ->
                assertThat(machine.commands().encode(command)).asString(UTF_8).isEqualTo(json));
        outcomes.forEach((outcome, json) ->
                assertThat(machine.outcomes().encode(outcome)).asString(UTF_8).isEqualTo(json));
    }

    @Test
    void storedStatesLookAsDocumented() {
        assertThat(machine.states().encode(stateWithConflicts()))
                .asString(UTF_8)
                .isEqualTo("{\"v\":1,\"rooms\":[\"ME4494\",\"SÄ \\\"1\\\"\"],"
                        + "\"timeslots\":[\"8:30-9:30\",\"9:30-10:30\"],\"days\":[\"Monday\"],"
                        + "\"reservations\":[[\"ME4494\",\"8:30-9:30\",\"Monday\",\"alice\",\"a-1\",1700000000000]],"
                        + "\"conflictCount\":7,\"conflicts\":["
                        + "[\"RESERVED_TWICE\",\"ME4494\",\"8:30-9:30\",\"Monday\",\"alice\",\"a-1\",\"bob\",\"b-1\",5],"
                        + "[\"NOT_IN_CATALOG\",\"X\",\"8:30-9:30\",\"Monday\",null,null,\"bob\",\"b-2\",6]]}");
    }

    @Test
    void aStateSurvivesEncoding() {
        State state = stateWithConflicts();

        assertThat(machine.states().decode(machine.states().encode(state))).isEqualTo(state);
        assertThat(machine.states().decode(machine.states().encode(machine.genesis())))
                .isEqualTo(machine.genesis());
    }

    @Test
    void equalStatesHaveEqualBytesWhateverTheOrderOfWhatLedToThem() {
        List<Reservation> reservations = new ArrayList<>();
        for (String room : CATALOG.rooms().inOrder()) {
            for (String timeslot : CATALOG.timeslots().inOrder()) {
                reservations.add(new Reservation(new Slot(room, timeslot, "Monday"), "x", "x-" + room, 3));
            }
        }
        byte[] bytes = machine.states().encode(State.of(CATALOG, reservations));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(reservations, new Random(seed));
            assertThat(machine.states().encode(State.of(CATALOG, reservations)))
                    .as("seed %d", seed)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void aMillionReservationsSurviveEncoding() {
        List<String> rooms = IntStream.range(0, 1000).mapToObj(i -> "R" + i).toList();
        List<String> timeslots = IntStream.range(0, 100).mapToObj(i -> "T" + i).toList();
        List<String> days = IntStream.range(0, 10).mapToObj(i -> "D" + i).toList();
        List<Reservation> reservations = new ArrayList<>();
        for (String room : rooms) {
            for (String timeslot : timeslots) {
                for (String day : days) {
                    String id = "c0ffee-" + (reservations.size() + 1);
                    reservations.add(new Reservation(new Slot(room, timeslot, day), "alice", id, 1_700_000_000_000L));
                }
            }
        }
        State state = State.of(new Catalog(Names.of(rooms), Names.of(timeslots), Names.of(days)), reservations);

        State decoded = machine.states().decode(machine.states().encode(state));

        assertThat(decoded.reservations().size()).isEqualTo(1_000_000);
        assertThat(decoded.equals(state)).isTrue();
    }

    @Test
    void aDamagedStateIsRefusedAtWhateverByteItIsCut() {
        byte[] bytes = machine.states().encode(stateWithConflicts());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatIllegalArgumentException()
                    .as("cut to %d bytes", length)
                    .isThrownBy(() -> machine.states().decode(cut))
                    .withMessageStartingWith("not a stored state");
        }
    }

    @Test
    void aDamagedCommandOrOutcomeIsRefused() {
        for (String text : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"type\":\"Drop\"}",
                "{\"type\":\"CheckRoom\"}",
                "{\"type\":\"CheckRoom\",\"room\":null}",
                "{\"type\":\"ListDays\",\"x\":1}",
                "{\"type\":\"ListDays\"} 1")) {
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> machine.commands().decode(text.getBytes(UTF_8)))
                    .withMessageStartingWith("not a stored command");
            assertThatIllegalArgumentException()
                    .as(text)
                    .isThrownBy(() -> machine.outcomes().decode(text.getBytes(UTF_8)))
                    .withMessageStartingWith("not a stored outcome");
        }
    }

    @Test
    void aStateOfAnotherVersionIsRefused() {
        String text = new String(machine.states().encode(machine.genesis()), UTF_8).replace("\"v\":1", "\"v\":2");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.states().decode(text.getBytes(UTF_8)))
                .withMessageContaining("version 1");
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Command.ListDays(),
                new Command.ListRooms(),
                new Command.ListTimeslots(),
                new Command.CheckRoom("ME4494"),
                new Command.ReserveRoom(SLOT, "alice"),
                new Command.DeleteReservation(SLOT, "alice"),
                DELETE_OWN,
                new Command.ReadState(),
                EDITS);
    }

    static Stream<Outcome> outcomes() {
        return Stream.of(
                new Outcome.DaysListed(List.of("Monday")),
                new Outcome.RoomsListed(List.of("ME4494", "SÄ \"1\"")),
                new Outcome.TimeslotsListed(List.of()),
                new Outcome.RoomChecked("ME4494", List.of(RESERVATION)),
                new Outcome.RoomReserved(RESERVATION),
                new Outcome.ReservationDeleted(RESERVATION),
                new Outcome.HeldByAnother(RESERVATION),
                new Outcome.RoomTaken(RESERVATION),
                new Outcome.NotReserved(SLOT),
                new Outcome.UnknownRoom("X"),
                new Outcome.UnknownTimeslot("X"),
                new Outcome.UnknownDay("X"),
                new Outcome.CatalogChanged(2, List.of("a-1", "b-1")),
                new Outcome.NameExists(Part.ROOM, "X"),
                new Outcome.StillReserved(Part.TIMESLOT, "X", 3),
                new Outcome.LastName(Part.DAY, "X"),
                new Outcome.CatalogTooLarge());
    }

    private static State stateWithConflicts() {
        State state = State.of(CATALOG, List.of(RESERVATION));
        Conflict twice = new Conflict(
                Conflict.Disagreement.RESERVED_TWICE,
                SLOT,
                new Conflict.Party("alice", "a-1"),
                new Conflict.Party("bob", "b-1"),
                5);
        Conflict gone = new Conflict(
                Conflict.Disagreement.NOT_IN_CATALOG,
                new Slot("X", "8:30-9:30", "Monday"),
                null,
                new Conflict.Party("bob", "b-2"),
                6);
        return new State(state.catalog(), state.reservations(), Conflicts.of(7, List.of(twice, gone)));
    }
}
