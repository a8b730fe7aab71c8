package io.ringcast.replication.simulation.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the simulation is worth: it finds these bugs, and says after how many seeds. */
class PlantedBugsTests {
    private static final int SEEDS_MAX = Integer.getInteger("simulation.planted", 3_000);

    static List<PlantedBug> bugs() {
        return PlantedBug.ALL;
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void isFoundByTheSimulation(PlantedBug bug) {
        LongFunction<Optional<String>> run = bug.planted();
        for (int seed = 0; seed < SEEDS_MAX; seed++) {
            Optional<String> violation = run.apply(seed);
            if (violation.isPresent()) {
                System.out.printf("%s: found by seed %d of %s%n", bug, seed, bug.plan());
                assertThat(PlantedRun.violation(bug.plan().name(), seed))
                        .as("without the bug")
                        .isEmpty();
                return;
            }
        }
        fail("%s was not found by %d seeds of %s", bug, SEEDS_MAX, bug.plan());
    }
}
