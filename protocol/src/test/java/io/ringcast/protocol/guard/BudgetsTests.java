package io.ringcast.protocol.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetsTests {
    private static final int PLACES = 100;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // A clock that overflows is a clock.
    private final Budgets<String> budgets = new Budgets<>(10, Duration.ofMillis(1), PLACES, now::get);

    @Test
    void aBudgetIsABurstAndWhatTimeBringsBack() {
        for (int i = 0; i < 10; i++) {
            assertThat(budgets.take("a", 1)).isTrue();
        }
        assertThat(budgets.take("a", 1)).isFalse();
        assertThat(budgets.take("b", 1)).as("another one's budget").isTrue();

        pass(Duration.ofMillis(3));
        assertThat(taken("a")).isEqualTo(3);
        pass(Duration.ofHours(1));
        assertThat(taken("a")).isEqualTo(10);
    }

    @Test
    void whatIsTakenMayLeaveADebtThatIsPaidFirst() {
        assertThat(budgets.take("a", 25)).isTrue();
        assertThat(budgets.untilNext("a")).isBetween(Duration.ofMillis(15), Duration.ofMillis(16));

        pass(Duration.ofMillis(14));
        assertThat(budgets.take("a", 1)).isFalse();
        pass(Duration.ofMillis(2));
        assertThat(budgets.take("a", 1)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgainAndIsNeverMoreThanTheBurst() {
        budgets.take("a", 4);
        budgets.giveBack("a", 4);
        budgets.giveBack("a", 4);

        assertThat(taken("a")).isEqualTo(10);
    }

    @Test
    void nobodyGetsANewBudgetByFillingTheTable() {
        budgets.take("victim", 10);
        for (int i = 0; i < 10 * PLACES; i++) {
            budgets.take("other " + i, 10);
        }

        assertThat(budgets.take("victim", 1)).isFalse();
        assertThat(budgets.take("late", 1))
                .as("who finds no place shares a budget")
                .isFalse();

        pass(Duration.ofMillis(10 * PLACES));
        assertThat(budgets.take("victim", 1)).isTrue();
        assertThat(budgets.take("late", 1))
                .as("places of those whose budget is full are free")
                .isTrue();
    }

    private int taken(String key) {
        int taken = 0;
        while (budgets.take(key, 1)) {
            taken++;
        }
        return taken;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
