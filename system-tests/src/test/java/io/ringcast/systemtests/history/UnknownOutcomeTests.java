package io.ringcast.systemtests.history;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command without a known outcome explains, and what it does not. */
class UnknownOutcomeTests extends HistoryFixture {
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
