package io.ringcast.reservation.server.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.reservation.server.domain.CatalogEdit.Add;
import io.ringcast.reservation.server.domain.CatalogEdit.Move;
import io.ringcast.reservation.server.domain.CatalogEdit.Rename;
import io.ringcast.reservation.server.domain.CatalogEdit.Retire;
import io.ringcast.reservation.server.domain.Command.ChangeCatalog;
import io.ringcast.reservation.server.domain.Command.DeleteReservation;
import io.ringcast.reservation.server.domain.Command.ReserveRoom;
import io.ringcast.reservation.server.domain.Conflict.Disagreement;
import io.ringcast.reservation.server.domain.Conflict.Party;
import io.ringcast.reservation.server.domain.Outcome.CatalogChanged;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CatalogRulesTests {
    private static final CatalogLimit NO_LIMIT = catalog -> true;
    private static final Catalog CATALOG = new Catalog(
            Names.of("ME4494", "SA314"), Names.of("8:30-9:30", "9:30-10:30"), Names.of("Monday", "Tuesday"));
    private static final Reservation ALICES =
            new Reservation(new Slot("ME4494", "9:30-10:30", "Monday"), "alice", "a-1", 1000);
    private static final Reservation BOBS =
            new Reservation(new Slot("SA314", "8:30-9:30", "Tuesday"), "bob", "b-1", 2000);
    private static final State STATE = State.of(CATALOG, List.of(ALICES, BOBS));
    private static final CatalogChanged NOTHING_DELETED = new CatalogChanged(0, List.of());

    private static ChangeCatalog change(CatalogEdit... edits) {
        return new ChangeCatalog(List.of(edits), "operator");
    }

    private static Transition<State, Outcome> apply(State state, CatalogEdit... edits) {
        return Rules.apply(state, ordered("o-1", change(edits)), NO_LIMIT);
    }

    private static State changed(State state, CatalogEdit... edits) {
        Transition<State, Outcome> transition = apply(state, edits);
        assertThat(transition.outcome()).isInstanceOf(CatalogChanged.class);
        assertThat(transition.state().reservations())
                .as("in its place in every way")
                .isEqualTo(Reservations.of(
                        transition.state().catalog(),
                        transition.state().reservations().all()));
        return transition.state();
    }

    private static Ordered<Command> ordered(String id, Command command) {
        return new Ordered<>(RequestId.parse(id).orElseThrow(), 3000, command);
    }

    @Test
    void aNameComesAtTheEndOrWhereItIsSaid() {
        assertThat(changed(STATE, new Add(Part.ROOM, "X1", null)).catalog().rooms())
                .isEqualTo(Names.of("ME4494", "SA314", "X1"));
        assertThat(changed(STATE, new Add(Part.ROOM, "X1", "ME4494")).catalog().rooms())
                .isEqualTo(Names.of("ME4494", "X1", "SA314"));
        assertThat(changed(STATE, new Add(Part.TIMESLOT, "7:30-8:30", CatalogEdit.FIRST))
                        .catalog()
                        .timeslots())
                .isEqualTo(Names.of("7:30-8:30", "8:30-9:30", "9:30-10:30"));
    }

    @Test
    void whatIsNewCanBeReservedAtOnce() {
        State state = changed(STATE, new Add(Part.DAY, "2026-11-30", CatalogEdit.FIRST));
        Slot slot = new Slot("ME4494", "8:30-9:30", "2026-11-30");

        assertThat(Rules.apply(state, ordered("c-1", new ReserveRoom(slot, "carol")), NO_LIMIT)
                        .outcome())
                .isEqualTo(new Outcome.RoomReserved(new Reservation(slot, "carol", "c-1", 3000)));
        assertThat(state.reservations().all()).containsExactly(ALICES, BOBS);
    }

    @Test
    void reservationsFollowANameThatIsGivenAnotherOne() {
        State state = changed(
                STATE,
                new Rename(Part.ROOM, "ME4494", "ME4495"),
                new Rename(Part.TIMESLOT, "9:30-10:30", "9:45-10:45"),
                new Rename(Part.DAY, "Tuesday", "Wednesday"));

        assertThat(state.reservations().all())
                .containsExactly(
                        new Reservation(new Slot("ME4495", "9:45-10:45", "Monday"), "alice", "a-1", 1000),
                        new Reservation(new Slot("SA314", "8:30-9:30", "Wednesday"), "bob", "b-1", 2000));
    }

    @Test
    void twoNamesCanBeExchangedInOneChange() {
        State state = changed(
                STATE,
                new Rename(Part.ROOM, "ME4494", "x"),
                new Rename(Part.ROOM, "SA314", "ME4494"),
                new Rename(Part.ROOM, "x", "SA314"),
                new Move(Part.ROOM, "SA314", "ME4494"));

        assertThat(state.catalog().rooms()).isEqualTo(Names.of("ME4494", "SA314"));
        assertThat(state.reservations().of("ME4494"))
                .extracting(Reservation::holder)
                .containsExactly("bob");
        assertThat(state.reservations().of("SA314"))
                .extracting(Reservation::holder)
                .containsExactly("alice");
    }

    @Test
    void aNameThatIsMovedTakesItsReservationsAlong() {
        State state = changed(STATE, new Move(Part.ROOM, "SA314", CatalogEdit.FIRST));

        assertThat(state.catalog().rooms()).isEqualTo(Names.of("SA314", "ME4494"));
        assertThat(state.reservations().all()).containsExactly(BOBS, ALICES);
        assertThat(changed(state, new Move(Part.ROOM, "SA314", "SA314"))).isEqualTo(state);
    }

    @Test
    void aNameIsRetiredWithItsReservationsOnlyIfThatIsSaid() {
        assertThat(apply(STATE, new Retire(Part.ROOM, "ME4494", false)))
                .isEqualTo(new Transition<>(STATE, new Outcome.StillReserved(Part.ROOM, "ME4494", 1)));
        assertThat(apply(STATE, new Retire(Part.DAY, "Tuesday", false)).outcome())
                .isEqualTo(new Outcome.StillReserved(Part.DAY, "Tuesday", 1));

        Transition<State, Outcome> retired = apply(STATE, new Retire(Part.TIMESLOT, "9:30-10:30", true));
        assertThat(retired.outcome()).isEqualTo(new CatalogChanged(1, List.of("a-1")));
        assertThat(retired.state().reservations().all()).containsExactly(BOBS);
        assertThat(retired.state().catalog().timeslots()).isEqualTo(Names.of("8:30-9:30"));
    }

    @Test
    void whatIsDeletedIsCountedButNotEndlesslyNamed() {
        List<Reservation> many = new ArrayList<>();
        List<String> days = new ArrayList<>(List.of("Monday"));
        for (int i = 0; i < CatalogChanged.NAMED_MAX + 5; i++) {
            days.add("D" + i);
            many.add(new Reservation(new Slot("ME4494", "8:30-9:30", "D" + i), "x", "x-" + i, 0));
        }
        State state = State.of(new Catalog(CATALOG.rooms(), CATALOG.timeslots(), Names.of(days)), many);

        var outcome = (CatalogChanged)
                apply(state, new Retire(Part.ROOM, "ME4494", true)).outcome();

        assertThat(outcome.reservations()).isEqualTo(CatalogChanged.NAMED_MAX + 5);
        assertThat(outcome.deleted()).hasSize(CatalogChanged.NAMED_MAX);
    }

    @Test
    void aChangeIsMadeAsAWholeOrNotAtAll() {
        assertThat(apply(STATE, new Add(Part.ROOM, "X1", null), new Add(Part.ROOM, "SA314", null)))
                .isEqualTo(new Transition<>(STATE, new Outcome.NameExists(Part.ROOM, "SA314")));
        assertThat(apply(STATE, new Add(Part.ROOM, "X1", null), new Retire(Part.ROOM, "ME4494", false)))
                .isEqualTo(new Transition<>(STATE, new Outcome.StillReserved(Part.ROOM, "ME4494", 1)));
        assertThatIllegalArgumentException().isThrownBy(CatalogRulesTests::change);
    }

    @Test
    void whatDoesNotFitTheCatalogIsRefused() {
        assertThat(apply(STATE, new Rename(Part.ROOM, "X1", "X2")).outcome()).isEqualTo(new Outcome.UnknownRoom("X1"));
        assertThat(apply(STATE, new Rename(Part.DAY, "Monday", "Tuesday")).outcome())
                .isEqualTo(new Outcome.NameExists(Part.DAY, "Tuesday"));
        assertThat(apply(STATE, new Add(Part.TIMESLOT, "X1", "X2")).outcome())
                .isEqualTo(new Outcome.UnknownTimeslot("X2"));
        assertThat(apply(STATE, new Move(Part.DAY, "X1", "Monday")).outcome()).isEqualTo(new Outcome.UnknownDay("X1"));
        assertThat(apply(STATE, new Move(Part.DAY, "Monday", "X1")).outcome()).isEqualTo(new Outcome.UnknownDay("X1"));
        assertThat(apply(STATE, new Retire(Part.ROOM, "X1", true)).outcome()).isEqualTo(new Outcome.UnknownRoom("X1"));
    }

    @Test
    void theLastOneStays() {
        assertThat(apply(STATE, new Retire(Part.ROOM, "ME4494", true), new Retire(Part.ROOM, "SA314", true)))
                .isEqualTo(new Transition<>(STATE, new Outcome.LastName(Part.ROOM, "SA314")));
    }

    @Test
    void aCatalogThatCouldNotBeToldIsRefused() {
        Ordered<Command> ordered = ordered("o-1", change(new Add(Part.ROOM, "X1", null)));

        assertThat(Rules.apply(STATE, ordered, catalog -> catalog.rooms().size() < 3))
                .isEqualTo(new Transition<>(STATE, new Outcome.CatalogTooLarge()));
    }

    @Test
    void whatWasDecidedBeforeIsDoneWhateverTheLimitIsNow() {
        Command command = change(new Add(Part.ROOM, "X1", null), new Retire(Part.ROOM, "ME4494", false));
        State state = State.of(CATALOG, List.of(BOBS));

        assertThat(Rules.redo(state, command, NOTHING_DELETED))
                .isEqualTo(changed(state, new Add(Part.ROOM, "X1", null), new Retire(Part.ROOM, "ME4494", false)));
        assertThat(Rules.redo(state, command, new Outcome.CatalogTooLarge())).isEqualTo(state);
        assertThatIllegalStateException()
                .isThrownBy(() -> Rules.redo(STATE, change(new Add(Part.ROOM, "SA314", null)), NOTHING_DELETED));
        assertThatIllegalStateException()
                .isThrownBy(() -> Rules.redo(STATE, new Command.CheckRoom("SA314"), NOTHING_DELETED));
    }

    @Nested
    class AfterAPartition {
        private static State again(State state, CatalogEdit... edits) {
            return again(state, NOTHING_DELETED, null, edits);
        }

        private static State again(State state, Outcome lost, @Nullable Kept<Outcome> kept, CatalogEdit... edits) {
            return Rules.reapply(state, ordered("o-1", change(edits)), lost, kept, NO_LIMIT);
        }

        private static Conflict conflict(Slot slot, @Nullable Party kept) {
            return new Conflict(Disagreement.CATALOG_CHANGED, slot, kept, new Party("operator", "o-1"), 3000);
        }

        @Test
        void whatTheOtherSideLeftAloneIsChangedAsItWas() {
            State state =
                    again(STATE, new Add(Part.DAY, "Friday", "Monday"), new Rename(Part.ROOM, "ME4494", "ME4495"));

            assertThat(state.catalog().days()).isEqualTo(Names.of("Monday", "Friday", "Tuesday"));
            assertThat(state.reservations().of("ME4495")).hasSize(1);
            assertThat(state.conflicts().count()).isZero();
        }

        @Test
        void whatBothSidesWantedIsThereOnce() {
            State bothAdded = changed(STATE, new Add(Part.ROOM, "X1", null));
            assertThat(again(bothAdded, new Add(Part.ROOM, "X1", "ME4494"))).isEqualTo(bothAdded);

            State bothRenamed = changed(STATE, new Rename(Part.ROOM, "ME4494", "X1"));
            assertThat(again(bothRenamed, new Rename(Part.ROOM, "ME4494", "X1")))
                    .isEqualTo(bothRenamed);
        }

        @Test
        void aChangeThatBothSidesDecidedIsNotMadeTwice() {
            State decided = changed(STATE, new Rename(Part.ROOM, "ME4494", "X1"));
            State andBack = changed(decided, new Rename(Part.ROOM, "X1", "ME4494"));

            assertThat(again(
                            andBack,
                            NOTHING_DELETED,
                            new Kept<>(NOTHING_DELETED),
                            new Rename(Part.ROOM, "ME4494", "X1")))
                    .isEqualTo(andBack);
        }

        @Test
        void whatCannotBeMadeIsAConflictAndTheRestIsMade() {
            State renamed = changed(STATE, new Rename(Part.ROOM, "ME4494", "X1"));

            State state = again(
                    renamed,
                    new Rename(Part.ROOM, "ME4494", "X2"),
                    new Retire(Part.ROOM, "ME4494", true),
                    new Move(Part.ROOM, "ME4494", "SA314"),
                    new Add(Part.ROOM, "X3", "ME4494"));

            assertThat(state.catalog().rooms()).isEqualTo(Names.of("X1", "SA314", "X3"));
            Conflict told = conflict(new Slot("ME4494", "", ""), null);
            assertThat(state.conflicts().newest()).containsExactly(told, told, told);
        }

        @Test
        void whatTheOtherSideReservedIsNotRetired() {
            State state = again(STATE, new Retire(Part.DAY, "Monday", false));

            assertThat(state.catalog()).isEqualTo(CATALOG);
            assertThat(state.reservations().all()).containsExactly(ALICES, BOBS);
            assertThat(state.conflicts().newest())
                    .containsExactly(conflict(new Slot("", "", "Monday"), new Party("alice", "a-1")));
        }

        @Test
        void whatIsDeletedThatOnlyTheOtherSideHadIsAConflict() {
            Reservation later = new Reservation(new Slot("ME4494", "8:30-9:30", "Tuesday"), "carol", "c-1", 2500);
            State state = State.of(CATALOG, List.of(ALICES, BOBS, later));

            State after =
                    again(state, new CatalogChanged(1, List.of("a-1")), null, new Retire(Part.ROOM, "ME4494", true));

            assertThat(after.catalog().rooms()).isEqualTo(Names.of("SA314"));
            assertThat(after.reservations().all()).containsExactly(BOBS);
            assertThat(after.conflicts().newest())
                    .containsExactly(
                            new Conflict(Disagreement.RETIRED, later.slot(), null, new Party("carol", "c-1"), 3000));
        }

        @Test
        void aCatalogThatBothSidesFilledStaysWithinTheLimit() {
            CatalogLimit three = catalog -> catalog.rooms().size() <= 3;
            State full = changed(STATE, new Add(Part.ROOM, "X1", null));

            State state = Rules.reapply(
                    full, ordered("o-1", change(new Add(Part.ROOM, "X2", null))), NOTHING_DELETED, null, three);

            assertThat(state.catalog()).isEqualTo(full.catalog());
            assertThat(state.conflicts().newest()).containsExactly(conflict(new Slot("X2", "", ""), null));
        }

        @Test
        void aLostDeletionFindsItsReservationUnderTheNewName() {
            State renamed = changed(STATE, new Rename(Part.ROOM, "ME4494", "X1"));
            State another = changed(renamed, new Add(Part.ROOM, "ME4494", null));
            for (State state : List.of(renamed, another)) {
                State after = Rules.reapply(
                        state,
                        ordered("a-2", new DeleteReservation(ALICES.slot(), "alice")),
                        new Outcome.ReservationDeleted(ALICES),
                        null,
                        NO_LIMIT);

                assertThat(after.reservations().all()).containsExactly(BOBS);
                assertThat(after.conflicts().count()).isZero();
            }
        }

        @Test
        void aDeletionOfWhichTheOtherDecisionIsForgottenIsAConflictAlsoWhenItsRoomIsGone() {
            State retired = changed(STATE, new Retire(Part.ROOM, "ME4494", true));

            State after = Rules.reapply(
                    retired,
                    ordered("a-2", new DeleteReservation(ALICES.slot(), "alice")),
                    new Outcome.ReservationDeleted(ALICES),
                    new Kept<>(null),
                    NO_LIMIT);

            assertThat(after.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.DECIDED_TWICE, ALICES.slot(), null, new Party("alice", "a-2"), 3000));
        }

        @Test
        void aDeletionThatOnlyThisSideMadeIsAConflictAlsoWhenItsRoomIsGone() {
            State retired = changed(STATE, new Retire(Part.ROOM, "ME4494", true));

            State after = Rules.reapply(
                    retired,
                    ordered("a-2", new DeleteReservation(ALICES.slot(), "alice")),
                    new Outcome.NotReserved(ALICES.slot()),
                    new Kept<>(new Outcome.ReservationDeleted(ALICES)),
                    NO_LIMIT);

            assertThat(after.conflicts().newest())
                    .containsExactly(new Conflict(
                            Disagreement.DECIDED_TWICE, ALICES.slot(), null, new Party("alice", "a-1"), 3000));
        }
    }
}
