package io.ringcast.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that must be accepted, and histories that must not. */
class HistoryCheckerTests extends HistoryFixture {
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
        checkRoom(3, 4, List.of(seen(SLOT, "a"), seen(OTHER, "x")));

        assertThat(checker("a").linearizabilityViolations(history))
                .singleElement()
                .asString()
                .startsWith(OTHER.toString())
                .contains("CHECK c-2");
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
}
