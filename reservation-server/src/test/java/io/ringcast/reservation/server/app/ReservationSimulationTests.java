package io.ringcast.reservation.server.app;

import io.ringcast.replication.simulation.SimulationRunner;
import io.ringcast.replication.simulation.StandardPlan;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups of reservation servers whose catalog changes while they crash, are cut off from each other and are upgraded. */
class ReservationSimulationTests {
    private static final int SEEDS = 150;

    private final SimulationRunner<State, Command, Outcome> runner = new SimulationRunner<>(ChangingCatalog::new);

    @ParameterizedTest
    @EnumSource
    void nothingThatIsPromisedIsBroken(StandardPlan plan) {
        runner.check(plan.plan(), SEEDS);
    }

    @Test
    @Tag("soak")
    void nothingThatIsPromisedIsBrokenFromManySeeds() {
        runner.soak();
    }
}
