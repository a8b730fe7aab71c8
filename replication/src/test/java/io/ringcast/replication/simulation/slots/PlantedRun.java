package io.ringcast.replication.simulation.slots;

import io.ringcast.replication.simulation.SimulationRunner;
import io.ringcast.replication.simulation.StandardPlan;
import java.util.Optional;

/** The entry of the class loader with a planted bug: only types of the platform cross it. */
public final class PlantedRun {
    private PlantedRun() {}

    /** What a seed of a plan breaks; empty if nothing. */
    public static Optional<String> violation(String plan, long seed) {
        return new SimulationRunner<>(SlotWorkload::new)
                .violation(StandardPlan.valueOf(plan).plan(), seed);
    }
}
