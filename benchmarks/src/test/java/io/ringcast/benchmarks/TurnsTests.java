package io.ringcast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.benchmarks.Options.RoundPlan;
import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.load.UsedUpException;
import io.ringcast.benchmarks.report.Measurement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTests {
    /** A round of no time is one operation of each client. */
    private static final RoundPlan THREE_ROUNDS = new RoundPlan(0, 0, 3);

    @Test
    void theRoundBeforeTheFirstDoesNotCount() throws InterruptedException {
        List<Measurement> measured = measure(new Supplied("plenty", 4));

        assertThat(measured)
                .singleElement()
                .satisfies(m -> assertThat(m.rounds()).hasSize(3));
    }

    @Test
    void whenSomethingIsUsedUpTheRoundsThatAllHaveDoneAreKept() throws InterruptedException {
        List<Measurement> measured = measure(new Supplied("plenty", 100), new Supplied("scarce", 3));

        assertThat(measured).hasSize(2).allSatisfy(m -> assertThat(m.rounds()).hasSize(2));
    }

    @Test
    void withoutACompleteRoundThereIsNoMeasurement() {
        assertThatThrownBy(() -> measure(new Supplied("plenty", 100), new Supplied("scarce", 1)))
                .isInstanceOf(UsedUpException.class)
                .hasMessage("scarce is used up");
    }

    private static List<Measurement> measure(MeasuredService... services) throws InterruptedException {
        try (var turns = new Turns("experiment", THREE_ROUNDS)) {
            for (MeasuredService service : services) {
                turns.add(service, MeasuredWork.RESERVE, 1, 1);
            }
            return turns.measure();
        }
    }

    private record Supplied(String name, AtomicInteger left) implements MeasuredService {
        Supplied(String name, int operations) {
            this(name, new AtomicInteger(operations));
        }

        @Override
        public Caller newCaller(MeasuredWork work) {
            return () -> {
                if (left.getAndDecrement() == 0) {
                    throw new UsedUpException(name + " is used up");
                }
            };
        }

        @Override
        public void close() {}
    }
}
