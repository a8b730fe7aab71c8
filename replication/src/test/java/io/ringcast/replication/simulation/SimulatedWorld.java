package io.ringcast.replication.simulation;

import static io.ringcast.replication.simulation.Plan.Fault.FAILING_DISKS;
import static io.ringcast.replication.simulation.Plan.Fault.HANGS;
import static io.ringcast.replication.simulation.Plan.Fault.NEW_CLIENTS;
import static io.ringcast.replication.simulation.Plan.Fault.ONE_WAY_PARTITIONS;
import static io.ringcast.replication.simulation.Plan.Fault.PARTITIONS;
import static io.ringcast.replication.simulation.Plan.Fault.PAUSES;
import static io.ringcast.replication.simulation.Plan.Fault.UPGRADES;
import static io.ringcast.replication.simulation.Plan.Fault.VIEWS_OUT_OF_ORDER;
import static io.ringcast.replication.simulation.Plan.Fault.WIPED_DISKS;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/** A plan of what may happen to a group, and what is promised nevertheless. */
@SuppressWarnings("ImmutableEnumChecker") // A plan holds a copy of its faults, and a promise nothing.
enum SimulatedWorld {
    ONE_CRASH_AT_A_TIME(Plan.named("one crash at a time, min-members 1").with(PAUSES, HANGS), Verdict::linearizable),
    BOTH_SIDES_GO_ON(
            Plan.named("partitions, min-members 1")
                    .servers(4)
                    .failuresAtOnce(2)
                    .with(PAUSES, HANGS, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS),
            Verdict::nothingDroppedSilently),
    BOTH_SIDES_FORGET(
            Plan.named("partitions, min-members 1, little memory")
                    .servers(4)
                    .failuresAtOnce(2)
                    .with(PAUSES, PARTITIONS)
                    .remembering(100, 20, 5),
            Verdict::nothingDroppedUncounted),
    MAJORITY_OF_THREE(
            majority("two of three", 3, 2).with(PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS),
            Verdict::linearizable),
    MAJORITY_OF_FIVE(
            majority("three of five", 5, 3).with(PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS),
            Verdict::linearizable),
    HANGING_SERVERS(
            majority("two of three, servers hang", 3, 2)
                    .with(HANGS, PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, VIEWS_OUT_OF_ORDER),
            Verdict::linearizable),
    HANGING_SERVERS_OF_FIVE(
            majority("three of five, servers hang", 5, 3).with(HANGS, PARTITIONS, WIPED_DISKS, VIEWS_OUT_OF_ORDER),
            Verdict::linearizable),
    WIPED_DISKS_OF_THREE(
            majority("two of three, disks are wiped", 3, 2).with(WIPED_DISKS, HANGS, PAUSES, PARTITIONS, FAILING_DISKS),
            Verdict::linearizable),
    ROLLING_UPGRADE(
            majority("two of three, servers of three releases", 3, 2).with(UPGRADES, HANGS, PARTITIONS),
            Verdict::linearizable),
    MANY_CLIENTS(
            majority("two of three, more clients than sessions", 3, 2)
                    .with(NEW_CLIENTS, PAUSES, PARTITIONS, HANGS)
                    .remembering(6, 10, 5),
            Verdict::oneState);

    final Plan plan;
    private final Consumer<Simulation> promise;

    SimulatedWorld(Plan plan, Consumer<Simulation> promise) {
        this.plan = plan;
        this.promise = promise;
    }

    private static Plan majority(String name, int servers, int minMembers) {
        return Plan.named(name)
                .servers(servers)
                .minMembers(minMembers)
                .failuresAtOnce(servers)
                .steps(900);
    }

    /** What a run breaks of the promise; empty if nothing. */
    Optional<String> violation(long seed) {
        return violation(new Simulation(plan, seed, false), seed);
    }

    private Optional<String> violation(Simulation simulation, long seed) {
        try {
            simulation.run();
            Verdict.oneState(simulation);
            promise.accept(simulation);
            return Optional.empty();
        } catch (AssertionError | RuntimeException e) {
            return Optional.of("seed %d of %s (-Dsimulation.seed=%d): %s".formatted(seed, name(), seed, e));
        }
    }

    /** Runs one seed and prints every step. */
    void run(long seed, PrintStream out) {
        var simulation = new Simulation(plan, seed, true);
        Optional<String> violation = violation(simulation, seed);
        out.println(simulation.trace());
        violation.ifPresent(text -> {
            throw new AssertionError(text);
        });
    }
}
