package io.ringcast.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.history.Operation.Kind;
import io.ringcast.systemtests.history.Operation.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that must be accepted, and histories that must not. Times are small numbers: from, until. */
class HistoryCheckerTests {
    private static final SlotName SLOT = new SlotName("R1", "8:30-9:30", "Monday");
    private static final SlotName OTHER = new SlotName("R1", "9:30-10:30", "Monday");

    private final List<Operation> history = new ArrayList<>();

    @Test
    void commandsOneAfterAnotherAreAccepted() {
        reserve("a", 1, 2, "OK");
        reserve("b", 3, 4, "ROOM_TAKEN", "a");
        check(5, 6, "a");
        delete(7, 8, "OK");
        delete(9, 10, "NOT_RESERVED");
        check(11, 12, null);
        reserve("c", 13, 14, "OK");

        assertAcceptedWithAtTheEnd("c");
    }

    @Test
    void ofTwoReservationsAtOnceEitherMayWin() {
        reserve("a", 1, 10, "ROOM_TAKEN", "b");
        reserve("b", 2, 9, "OK");

        assertAcceptedWithAtTheEnd("b");
    }

    @Test
    void aCommandMayTakeEffectAtAnyMomentWhileItIsUnderWay() {
        reserve("a", 1, 100, "OK");
        check(2, 3, null);
        check(4, 5, "a");
        delete(50, 60, "OK");
        check(70, 80, null);

        assertAcceptedWithAtTheEnd(null);
    }

    @Test
    void doubleBookingIsRejected() {
        reserve("a", 1, 10, "OK");
        reserve("b", 2, 9, "OK");

        assertRejectedWithAtTheEnd("a");
        assertRejectedWithAtTheEnd("b");
    }

    @Test
    void aStaleReadIsRejected() {
        reserve("a", 1, 2, "OK");
        check(3, 4, null);

        assertRejectedWithAtTheEnd("a");
    }

    @Test
    void readsThatGoBackInTimeAreRejectedThoughEachAloneIsFine() {
        reserve("a", 1, 100, "OK");
        check(2, 3, "a");
        check(4, 5, null);

        assertRejectedWithAtTheEnd("a");
    }

    @Test
    void anAcknowledgedReservationThatIsGoneIsRejected() {
        reserve("a", 1, 2, "OK");

        assertRejectedWithAtTheEnd(null);
    }

    @Test
    void anAcknowledgedDeletionThatCameBackIsRejected() {
        reserve("a", 1, 2, "OK");
        delete(3, 4, "OK");

        assertRejectedWithAtTheEnd("a");
    }

    @Test
    void aReservationThatNobodyMadeIsRejected() {
        reserve("a", 1, 2, "ROOM_TAKEN", "nobody");

        assertRejectedWithAtTheEnd(null);
    }

    @Test
    void aReservationThatIsCarriedOutTwiceIsRejected() {
        reserve("a", 1, 2, "OK");
        delete(3, 4, "OK");
        check(5, 6, "a");

        assertRejectedWithAtTheEnd(null);
    }

    @Test
    void aDeletionThatIsCarriedOutTwiceIsRejected() {
        reserve("a", 1, 2, "OK");
        delete(3, 4, "OK");
        reserve("b", 5, 6, "OK");

        assertRejectedWithAtTheEnd(null);
    }

    @Test
    void aWrongHolderInARefusalIsRejected() {
        reserve("a", 1, 2, "OK");
        reserve("b", 3, 4, "ROOM_TAKEN", "b");

        assertRejectedWithAtTheEnd("a");
    }

    @Test
    void twoOperationsWithTheSameIdAreRejected() {
        reserve("a", 1, 2, "OK");
        history.add(history.getFirst());

        assertThat(checker("a").linearizabilityViolations(history)).anyMatch(v -> v.contains("have the id"));
    }

    @Test
    void aCheckLooksAtEverySlotOfItsRoom() {
        reserve("a", 1, 2, "OK");
        history.add(new Operation(
                "c",
                "c-99",
                Kind.CHECK,
                "R1",
                null,
                null,
                "c",
                3,
                4L,
                "OK",
                null,
                List.of(new Seen(SLOT.timeslot(), SLOT.day(), "a"), new Seen(OTHER.timeslot(), OTHER.day(), "x"))));

        assertThat(checker("a").linearizabilityViolations(history))
                .singleElement()
                .asString()
                .startsWith(OTHER.toString())
                .contains("CHECK c-99");
    }

    @Nested
    class WithoutAKnownOutcome {
        @ParameterizedTest
        @ValueSource(strings = {Operation.NO_ANSWER, "UNAVAILABLE"})
        void aReservationMayHaveHappenedOrNot(String status) {
            reserve("a", 1, null, status);

            assertAcceptedWithAtTheEnd("a");
            assertAcceptedWithAtTheEnd(null);
        }

        @Test
        void aReservationMayHappenMuchLater() {
            reserve("a", 1, null, Operation.NO_ANSWER);
            check(2, 3, null);
            reserve("b", 4, 5, "OK");
            delete(6, 7, "OK");
            check(8, 9, null);
            check(10, 11, "a");

            assertAcceptedWithAtTheEnd("a");
        }

        @Test
        void aReservationMayNotHappenBeforeItWasAsked() {
            check(1, 2, "a");
            reserve("a", 3, null, Operation.NO_ANSWER);

            assertRejectedWithAtTheEnd("a");
        }

        @Test
        void aReservationMayNotHappenTwice() {
            reserve("a", 1, null, Operation.NO_ANSWER);
            check(2, 3, "a");
            delete(4, 5, "OK");
            check(6, 7, "a");

            assertRejectedWithAtTheEnd("a");
        }

        @Test
        void aDeletionMayExplainThatAReservationIsGone() {
            reserve("a", 1, 2, "OK");
            delete(3, null, "UNAVAILABLE");

            assertAcceptedWithAtTheEnd("a");
            assertAcceptedWithAtTheEnd(null);
        }

        @Test
        void oneDeletionCannotExplainTwoThatAreGone() {
            delete(1, null, Operation.NO_ANSWER);
            reserve("a", 2, 3, "OK");
            reserve("b", 4, 5, "OK");

            assertAcceptedWithAtTheEnd("b");
            assertRejectedWithAtTheEnd(null);
        }

        @Test
        void fortyOpenCommandsAreStillDecidedAtOnce() {
            for (int i = 0; i < 20; i++) {
                reserve("r" + i, i, null, Operation.NO_ANSWER);
                delete(i, null, Operation.NO_ANSWER);
            }
            for (int i = 0; i < 200; i++) {
                reserve("a" + i, 100 + 10 * i, 104 + 10L * i, "OK");
                delete(105 + 10 * i, 109 + 10L * i, "OK");
            }

            assertAcceptedWithAtTheEnd(null);
            assertRejectedWithAtTheEnd("a199");
        }
    }

    @Nested
    class WhenBothSidesOfAPartitionWentOn {
        @Test
        void aReservationThatIsThereOrListedAsAConflictHasNotVanished() {
            reserve("a", 1, 2, "OK");
            String lost = reserve("b", 1, 2, "OK");

            assertThat(checker("a").vanished(history, Set.of(lost))).isEmpty();
        }

        @Test
        void aReservationThatIsNeitherHasVanished() {
            reserve("a", 1, 2, "OK");
            reserve("b", 1, 2, "OK");

            assertThat(checker("a").vanished(history, Set.of()))
                    .singleElement()
                    .asString()
                    .contains("1 acknowledged");
        }

        @Test
        void anEarlierDeletionExplainsNothing() {
            delete(1, 2, "OK");
            reserve("a", 3, 4, "OK");

            assertThat(checker(null).vanished(history, Set.of())).hasSize(1);
        }

        @Test
        void oneDeletionExplainsOneReservation() {
            reserve("a", 1, 2, "OK");
            reserve("b", 1, 2, "OK");
            delete(3, 4, "OK");

            assertThat(checker(null).vanished(history, Set.of())).hasSize(1);
        }

        @Test
        void aDeletionThatOnlyOneSideRefusedMayHaveDeletedOnTheOther() {
            reserve("a", 1, 2, "OK");
            delete(3, 4, "NOT_RESERVED");

            assertThat(checker(null).vanished(history, Set.of())).hasSize(1);
            String refused = history.getLast().requestId();
            assertThat(checker(null).vanished(history, Set.of(refused))).isEmpty();
        }

        @Test
        void aReservationThatMayHaveBeenDeletedHasNotVanished() {
            reserve("a", 1, 2, "OK");
            delete(3, null, Operation.NO_ANSWER);

            assertThat(checker(null).vanished(history, Set.of())).isEmpty();
        }
    }

    /** Clients of a correct slot under a random schedule; then the same history with one answer falsified. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void randomHistoriesOfACorrectSlotAreAcceptedAndFalsifiedOnesAreNot(long seed) {
        Random random = new Random(seed);
        String holder = null;
        for (int i = 0; i < 200; i++) {
            // Takes effect at 10·i; invocation and answer lie up to four steps to either side, so that operations
            // overlap.
            int from = 10 * i - random.nextInt(40);
            long until = 10L * i + 1 + random.nextInt(40);
            boolean answered = random.nextInt(20) > 0;
            String status;
            switch (random.nextInt(3)) {
                case 0 -> {
                    status = holder == null ? "OK" : "ROOM_TAKEN";
                    String by = "h" + i;
                    reserve(
                            by,
                            from,
                            answered ? until : null,
                            answered ? status : Operation.NO_ANSWER,
                            answered ? holder : null);
                    holder = holder == null ? by : holder;
                }
                case 1 -> {
                    status = holder == null ? "NOT_RESERVED" : "OK";
                    delete(from, answered ? until : null, answered ? status : Operation.NO_ANSWER);
                    holder = null;
                }
                default -> check(from, until, holder);
            }
        }

        assertAcceptedWithAtTheEnd(holder);
        assertRejectedWithAtTheEnd("somebody else");
    }

    @Test
    void aHistorySurvivesItsFileEvenWhenTheLastLineIsCutOff(@TempDir Path directory) throws Exception {
        reserve("a", 1, 2, "OK");
        check(3, 4, "a");
        delete(5, null, Operation.NO_ANSWER);
        Path file = directory.resolve("history.jsonl");
        List<String> lines = new ArrayList<>(history.stream().map(History::line).toList());
        lines.add(lines.getFirst().substring(0, 20));
        Files.write(file, lines);

        assertThat(History.read(file)).isEqualTo(history);
    }

    private String reserve(String holder, long from, @Nullable Number until, String status) {
        return reserve(holder, from, until, status, null);
    }

    private String reserve(String holder, long from, @Nullable Number until, String status, @Nullable String takenBy) {
        return add(Kind.RESERVE, holder, from, until, status, takenBy, List.of());
    }

    private void delete(long from, @Nullable Number until, String status) {
        add(Kind.DELETE, "deleter", from, until, status, null, List.of());
    }

    private void check(long from, long until, @Nullable String holder) {
        List<Seen> seen = holder == null ? List.of() : List.of(new Seen(SLOT.timeslot(), SLOT.day(), holder));
        add(Kind.CHECK, "checker", from, until, "OK", null, seen);
    }

    private String add(
            Kind kind,
            String holder,
            long from,
            @Nullable Number until,
            String status,
            @Nullable String takenBy,
            List<Seen> seen) {
        String id = "c-" + (history.size() + 1);
        boolean check = kind == Kind.CHECK;
        history.add(new Operation(
                "c",
                id,
                kind,
                SLOT.room(),
                check ? null : SLOT.timeslot(),
                check ? null : SLOT.day(),
                holder,
                from,
                until == null ? null : until.longValue(),
                status,
                takenBy,
                seen));
        return id;
    }

    private void assertAcceptedWithAtTheEnd(@Nullable String holder) {
        assertThat(checker(holder).linearizabilityViolations(history)).isEmpty();
    }

    private void assertRejectedWithAtTheEnd(@Nullable String holder) {
        assertThat(checker(holder).linearizabilityViolations(history))
                .singleElement()
                .asString()
                .startsWith(SLOT.toString())
                .contains("no order explains");
    }

    private static HistoryChecker checker(@Nullable String holderAtTheEnd) {
        Map<SlotName, String> after = new HashMap<>();
        if (holderAtTheEnd != null) {
            after.put(SLOT, holderAtTheEnd);
        }
        return new HistoryChecker(List.of(SLOT, OTHER), Map.of(), after);
    }
}
