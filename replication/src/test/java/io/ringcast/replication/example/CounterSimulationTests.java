package io.ringcast.replication.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.simulation.ClientOperation;
import io.ringcast.replication.simulation.Promise;
import io.ringcast.replication.simulation.SimulationResult;
import io.ringcast.replication.simulation.SimulationRunner;
import io.ringcast.replication.simulation.StandardPlan;
import io.ringcast.replication.simulation.Workload;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a service tests its state machine with the simulation: {@link Counter} in hundreds of groups. */
class CounterSimulationTests {
    private static final int SEEDS = 200;

    @ParameterizedTest
    @EnumSource
    void eachSummandIsAddedOnceInSpiteOfAllFaults(StandardPlan plan) {
        new SimulationRunner<>(Summands::new).check(plan.plan(), SEEDS);
    }

    /** Clients that add small numbers, and read. */
    private static final class Summands implements Workload<Long, Long, Long> {
        private long acknowledged;

        @Override
        public StateMachine<Long, Long, Long> machine(int level) {
            return new Counter();
        }

        @Override
        public Long next(String client, SplittableRandom random) {
            return random.nextLong(5);
        }

        @Override
        public void answered(ClientOperation<Long, Long> operation) {
            assertThat(operation.outcome()).isGreaterThanOrEqualTo(operation.command());
            acknowledged += operation.command();
        }

        @Override
        public void ended(SimulationResult<Long, Long, Long> result) {
            long applied = result.history().stream()
                    .map(LogEntry::command)
                    .mapToLong(command -> new Counter().commands().decode(command.bytes()))
                    .sum();
            assertThat(result.state()).isEqualTo(applied);
            if (result.forgotten() == 0) {
                assertThat(result.state()).isGreaterThanOrEqualTo(acknowledged);
            }
            if (result.plan().promise() == Promise.LINEARIZABLE) {
                assertThat(result.history()).extracting(LogEntry::id).doesNotHaveDuplicates();
            }
        }
    }
}
