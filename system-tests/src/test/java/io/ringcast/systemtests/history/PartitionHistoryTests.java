package io.ringcast.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Histories of a partition of which both sides went on: which reservations have vanished. */
class PartitionHistoryTests extends HistoryFixture {
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
