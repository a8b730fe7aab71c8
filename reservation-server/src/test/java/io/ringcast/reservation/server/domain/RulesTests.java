package io.ringcast.reservation.server.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.Command.CheckRoom;
import io.ringcast.reservation.server.domain.Command.DeleteOwnReservation;
import io.ringcast.reservation.server.domain.Command.DeleteReservation;
import io.ringcast.reservation.server.domain.Command.ListDays;
import io.ringcast.reservation.server.domain.Command.ListRooms;
import io.ringcast.reservation.server.domain.Command.ListTimeslots;
import io.ringcast.reservation.server.domain.Command.ReserveRoom;
import io.ringcast.reservation.server.domain.Conflict.Disagreement;
import io.ringcast.reservation.server.domain.Conflict.Party;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTests {
    private static final Catalog CATALOG = new Catalog(
            Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday", "Tuesday"));
    private static final Slot SLOT = new Slot("ME4494", "8:30-9:30", "Monday");
    private static final State EMPTY = State.of(CATALOG);
    private static final Reservation ALICES = new Reservation(SLOT, "alice", "a-1", 1000);
    private static final Reservation BOBS = new Reservation(SLOT, "bob", "b-1", 2000);
    private static final CatalogLimit NO_LIMIT = catalog -> true;
    private static final Command RESERVE = new ReserveRoom(SLOT, "alice");
    private static final State ALICE_HAS_IT = State.of(CATALOG, List.of(ALICES));

    @Test
    void aFreeSlotIsReservedForTheHolderWithTheTimeAndIdOfTheCommand() {
        Transition<State, Outcome> decision = apply(EMPTY, "a-1", 1000, new ReserveRoom(SLOT, "alice"));

        assertThat(decision.outcome()).isEqualTo(new Outcome.RoomReserved(ALICES));
        assertThat(decision.state()).isEqualTo(ALICE_HAS_IT);
        assertThat(EMPTY.reservations().all()).isEmpty();
    }

    @Test
    void aTakenSlotIsRefusedAndTheHolderNamed() {
        Transition<State, Outcome> decision = apply(ALICE_HAS_IT, "b-1", 2000, new ReserveRoom(SLOT, "bob"));

        assertThat(decision).isEqualTo(new Transition<>(ALICE_HAS_IT, new Outcome.RoomTaken(ALICES)));
    }

    @Test
    void theHolderCannotReserveTwiceEither() {
        Transition<State, Outcome> decision = apply(ALICE_HAS_IT, "a-2", 2000, new ReserveRoom(SLOT, "alice"));

        assertThat(decision).isEqualTo(new Transition<>(ALICE_HAS_IT, new Outcome.RoomTaken(ALICES)));
    }

    @Test
    void aReservationIsDeletedByAnyone() {
        Transition<State, Outcome> decision = apply(ALICE_HAS_IT, "b-1", 2000, new DeleteReservation(SLOT, "bob"));

        assertThat(decision).isEqualTo(new Transition<>(EMPTY, new Outcome.ReservationDeleted(ALICES)));
    }

    @Test
    void whoeverMayOnlyFreeWhatIsTheirOwnFreesNothingElse() {
        assertThat(apply(ALICE_HAS_IT, "a-2", 2000, new DeleteOwnReservation(SLOT, "alice")))
                .isEqualTo(new Transition<>(EMPTY, new Outcome.ReservationDeleted(ALICES)));
        assertThat(apply(ALICE_HAS_IT, "b-1", 2000, new DeleteOwnReservation(SLOT, "bob")))
                .isEqualTo(new Transition<>(ALICE_HAS_IT, new Outcome.HeldByAnother(ALICES)));
        assertThat(apply(EMPTY, "b-1", 2000, new DeleteOwnReservation(SLOT, "bob")))
                .isEqualTo(new Transition<>(EMPTY, new Outcome.NotReserved(SLOT)));
        assertThat(apply(EMPTY, "b-1", 2000, new DeleteOwnReservation(new Slot("X", "8:30-9:30", "Monday"), "bob"))
                        .outcome())
                .isEqualTo(new Outcome.UnknownRoom("X"));
    }

    @Test
    void whatIsNotReservedCannotBeDeleted() {
        Transition<State, Outcome> decision = apply(EMPTY, "b-1", 2000, new DeleteReservation(SLOT, "bob"));

        assertThat(decision).isEqualTo(new Transition<>(EMPTY, new Outcome.NotReserved(SLOT)));
    }

    @Test
    void whatWasDecidedBeforeIsDoneAsItWasDecided() {
        assertThat(Rules.redo(EMPTY, RESERVE, new Outcome.RoomReserved(ALICES))).isEqualTo(ALICE_HAS_IT);
        assertThat(Rules.redo(ALICE_HAS_IT, RESERVE, new Outcome.ReservationDeleted(ALICES)))
                .isEqualTo(EMPTY);
        assertThat(Rules.redo(EMPTY, RESERVE, new Outcome.RoomTaken(BOBS)))
                .as("other rules may have refused what these would grant")
                .isEqualTo(EMPTY);
    }

    @Test
    void whatCannotHaveBeenDecidedIsNotDone() {
        var elsewhere = new Reservation(new Slot("X", "8:30-9:30", "Monday"), "alice", "a-1", 1000);
        for (Outcome impossible : List.of(
                new Outcome.RoomReserved(BOBS),
                new Outcome.RoomReserved(elsewhere),
                new Outcome.ReservationDeleted(BOBS),
                new Outcome.ReservationDeleted(elsewhere))) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Rules.redo(ALICE_HAS_IT, RESERVE, impossible))
                    .withMessageContaining("requestId=");
        }
    }

    @Test
    void unknownNamesAreLookedForInTheOrderRoomTimeslotDay() {
        assertThat(reserve("X", "Y", "Z")).isEqualTo(new Outcome.UnknownRoom("X"));
        assertThat(reserve("ME4494", "Y", "Z")).isEqualTo(new Outcome.UnknownTimeslot("Y"));
        assertThat(reserve("ME4494", "8:30-9:30", "Z")).isEqualTo(new Outcome.UnknownDay("Z"));
        assertThat(delete("X", "Y", "Z")).isEqualTo(new Outcome.UnknownRoom("X"));
        assertThat(delete("ME4494", "Y", "Z")).isEqualTo(new Outcome.UnknownTimeslot("Y"));
        assertThat(delete("ME4494", "8:30-9:30", "Z")).isEqualTo(new Outcome.UnknownDay("Z"));
        assertThat(apply(EMPTY, "a-1", 0, new CheckRoom("X")).outcome()).isEqualTo(new Outcome.UnknownRoom("X"));
    }

    @Test
    void namesMatchExactly() {
        assertThat(reserve("ME449", "8:30-9:30", "Monday")).isEqualTo(new Outcome.UnknownRoom("ME449"));
        assertThat(reserve("me4494", "8:30-9:30", "Monday")).isEqualTo(new Outcome.UnknownRoom("me4494"));
        assertThat(reserve("ME4494", "8:30-9:3", "Monday")).isEqualTo(new Outcome.UnknownTimeslot("8:30-9:3"));
    }

    @Test
    void theCatalogIsListedInItsOwnOrder() {
        assertThat(apply(EMPTY, "a-1", 0, new ListRooms()).outcome())
                .isEqualTo(new Outcome.RoomsListed(List.of("ME4494", "SA314")));
        assertThat(apply(EMPTY, "a-1", 0, new ListTimeslots()).outcome())
                .isEqualTo(new Outcome.TimeslotsListed(List.of("8:30-9:30", "9:30-10:30")));
        assertThat(apply(EMPTY, "a-1", 0, new ListDays()).outcome())
                .isEqualTo(new Outcome.DaysListed(List.of("Monday", "Tuesday")));
    }

    @Test
    void aRoomsReservationsComeByDayThenTimeslotWhateverTheOrderTheyWereMadeIn() {
        Reservation late = new Reservation(new Slot("ME4494", "8:30-9:30", "Tuesday"), "x", "x-1", 1);
        Reservation middle = new Reservation(new Slot("ME4494", "9:30-10:30", "Monday"), "x", "x-2", 2);
        Reservation elsewhere = new Reservation(new Slot("SA314", "8:30-9:30", "Monday"), "x", "x-3", 3);
        State state = State.of(CATALOG, List.of(late, elsewhere, middle, ALICES));

        assertThat(apply(state, "a-1", 0, new CheckRoom("ME4494")).outcome())
                .isEqualTo(new Outcome.RoomChecked("ME4494", List.of(ALICES, middle, late)));
        assertThat(apply(state, "a-1", 0, new CheckRoom("SA314")).outcome())
                .isEqualTo(new Outcome.RoomChecked("SA314", List.of(elsewhere)));
        assertThat(state.reservations().all()).containsExactly(ALICES, middle, late, elsewhere);
    }

    @Nested
    class AfterAPartition {
        private static final State BOB_HAS_IT = State.of(CATALOG, List.of(BOBS));

        @Test
        void aLostReservationOfAFreeSlotIsMadeAgainAsItWas() {
            assertThat(reserveAgain(EMPTY)).isEqualTo(ALICE_HAS_IT);
        }

        @Test
        void aLostReservationThatBothSidesHaveIsLeftAsItIs() {
            assertThat(reserveAgain(ALICE_HAS_IT)).isEqualTo(ALICE_HAS_IT);
        }

        @Test
        void aLostReservationOfATakenSlotIsAConflictThatNamesBothHolders() {
            State state = reserveAgain(BOB_HAS_IT);

            assertThat(state.reservations()).isEqualTo(BOB_HAS_IT.reservations());
            assertThat(state.conflicts().count()).isEqualTo(1);
            assertThat(state.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.RESERVED_TWICE,
                            SLOT,
                            new Party("bob", "b-1"),
                            new Party("alice", "a-1"),
                            1000));
        }

        @Test
        void aLostDeletionRemovesTheVeryReservationThatItHadRemoved() {
            assertThat(deleteAgain(ALICE_HAS_IT)).isEqualTo(EMPTY);
        }

        @Test
        void aLostDeletionOfWhatIsGoneAnywayChangesNothing() {
            assertThat(deleteAgain(EMPTY)).isEqualTo(EMPTY);
        }

        @Test
        void aLostDeletionNeverRemovesAnotherReservation() {
            State state = deleteAgain(BOB_HAS_IT);

            assertThat(state.reservations()).isEqualTo(BOB_HAS_IT.reservations());
            assertThat(state.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.DELETED_ANOTHER,
                            SLOT,
                            new Party("bob", "b-1"),
                            new Party("carol", "c-1"),
                            3000));
        }

        @Test
        void aDeletionThatBothSidesDecidedOtherwiseDeletesNothingAndIsAConflict() {
            State aliceHasIt = State.of(EMPTY.catalog(), List.of(ALICES));

            State state = deleteAgain(aliceHasIt, new Kept<>(new Outcome.NotReserved(SLOT)));

            assertThat(state.reservations().at(SLOT)).contains(ALICES);
            assertThat(state.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.DECIDED_TWICE,
                            SLOT,
                            new Party("alice", "a-1"),
                            new Party("carol", "c-1"),
                            3000));
            assertThat(deleteAgain(aliceHasIt).reservations().at(SLOT)).isEmpty();
        }

        @Test
        void whatOnlyThisSideDeletedForARequestThatTheOtherRefusedIsAConflict() {
            State state = Rules.reapply(
                    EMPTY,
                    ordered("c-1", 3000, new DeleteReservation(SLOT, "carol")),
                    new Outcome.NotReserved(SLOT),
                    new Kept<>(new Outcome.ReservationDeleted(ALICES)),
                    NO_LIMIT);

            assertThat(state.conflicts().newest())
                    .containsExactly(
                            new Conflict(Disagreement.DECIDED_TWICE, SLOT, null, new Party("alice", "a-1"), 3000));
        }

        @ParameterizedTest
        @MethodSource("deletionsDecidedSomehow")
        void aDeletionOfWhichTheOtherDecisionIsForgottenDeletesNothingAndIsAConflict(State state, Outcome lost) {
            State after = Rules.reapply(
                    state,
                    ordered("c-1", 3000, new DeleteReservation(SLOT, "carol")),
                    lost,
                    new Kept<>(null),
                    NO_LIMIT);

            assertThat(after.reservations()).isEqualTo(state.reservations());
            Party present = state.reservations()
                    .at(SLOT)
                    .map(held -> new Party(held.holder(), held.requestId()))
                    .orElse(null);
            assertThat(after.conflicts().newest())
                    .containsExactly(
                            new Conflict(Disagreement.DECIDED_TWICE, SLOT, present, new Party("carol", "c-1"), 3000));
        }

        static Stream<Arguments> deletionsDecidedSomehow() {
            return Stream.of(EMPTY, State.of(EMPTY.catalog(), List.of(ALICES)), BOB_HAS_IT)
                    .flatMap(state -> Stream.of(new Outcome.NotReserved(SLOT), new Outcome.ReservationDeleted(ALICES))
                            .map(lost -> Arguments.of(state, lost)));
        }

        @Test
        void whatBothSidesReservedAndOneDeletedSinceIsNotReservedAgain() {
            Outcome keptOne = new Outcome.RoomReserved(new Reservation(SLOT, "alice", "a-1", 1001));
            for (State state : List.of(EMPTY, BOB_HAS_IT)) {
                assertThat(Rules.reapply(
                                state,
                                ordered("a-1", 1000, new ReserveRoom(SLOT, "alice")),
                                new Outcome.RoomReserved(ALICES),
                                new Kept<>(keptOne),
                                NO_LIMIT))
                        .isEqualTo(state);
            }
        }

        @Test
        void whatTheLosingSideRefusedOrOnlyReadChangesNothing() {
            Command command = new ReserveRoom(SLOT, "alice");
            for (Outcome lost : List.of(
                    new Outcome.RoomTaken(BOBS),
                    new Outcome.NotReserved(SLOT),
                    new Outcome.UnknownRoom("X"),
                    new Outcome.DaysListed(List.of("Monday")))) {
                assertThat(Rules.reapply(EMPTY, ordered("a-1", 1000, command), lost, null, NO_LIMIT))
                        .isEqualTo(EMPTY);
            }
        }

        @Test
        void aLostReservationOfASlotThatTheCatalogDoesNotHaveIsAConflict() {
            Slot elsewhere = new Slot("X1", "8:30-9:30", "Monday");
            Reservation lost = new Reservation(elsewhere, "alice", "a-1", 1000);

            State state = Rules.reapply(
                    EMPTY,
                    ordered("a-1", 1000, new ReserveRoom(elsewhere, "alice")),
                    new Outcome.RoomReserved(lost),
                    null,
                    NO_LIMIT);

            assertThat(state.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.NOT_IN_CATALOG, elsewhere, null, new Party("alice", "a-1"), 1000));
        }

        @Test
        void onlyTheNewestConflictsAreKeptButAllAreCounted() {
            State state = BOB_HAS_IT;
            for (int i = 1; i <= Conflicts.KEPT_MAX + 5; i++) {
                Reservation lost = new Reservation(SLOT, "alice", "a-" + i, i);
                state = Rules.reapply(
                        state,
                        ordered("a-" + i, i, new ReserveRoom(SLOT, "alice")),
                        new Outcome.RoomReserved(lost),
                        null,
                        NO_LIMIT);
            }

            assertThat(state.conflicts().count()).isEqualTo(Conflicts.KEPT_MAX + 5);
            assertThat(state.conflicts().newest()).hasSize(Conflicts.KEPT_MAX);
            assertThat(state.conflicts().newest().getFirst().timeMillis()).isEqualTo(6);
            assertThat(state.conflicts().newest().getLast().timeMillis()).isEqualTo(Conflicts.KEPT_MAX + 5);
        }

        private static State reserveAgain(State state) {
            return Rules.reapply(
                    state,
                    ordered("a-1", 1000, new ReserveRoom(SLOT, "alice")),
                    new Outcome.RoomReserved(ALICES),
                    null,
                    NO_LIMIT);
        }

        private static State deleteAgain(State state) {
            return deleteAgain(state, null);
        }

        private static State deleteAgain(State state, @Nullable Kept<Outcome> kept) {
            return Rules.reapply(
                    state,
                    ordered("c-1", 3000, new DeleteReservation(SLOT, "carol")),
                    new Outcome.ReservationDeleted(ALICES),
                    kept,
                    NO_LIMIT);
        }
    }

    private static Transition<State, Outcome> apply(State state, String id, long timeMillis, Command command) {
        return Rules.apply(state, ordered(id, timeMillis, command), NO_LIMIT);
    }

    private static Ordered<Command> ordered(String id, long timeMillis, Command command) {
        return new Ordered<>(RequestId.parse(id).orElseThrow(), timeMillis, command);
    }

    private static Outcome reserve(String room, String timeslot, String day) {
        return apply(EMPTY, "a-1", 0, new ReserveRoom(new Slot(room, timeslot, day), "alice"))
                .outcome();
    }

    private static Outcome delete(String room, String timeslot, String day) {
        return apply(EMPTY, "a-1", 0, new DeleteReservation(new Slot(room, timeslot, day), "alice"))
                .outcome();
    }
}
