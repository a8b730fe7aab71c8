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

/** The plans by which every replicated state machine can be tested. */
@SuppressWarnings("ImmutableEnumChecker") // A plan holds a copy of its faults.
public enum StandardPlan {
    ONE_CRASH_AT_A_TIME(Plan.named("one crash at a time, min-members 1").with(PAUSES, HANGS)),
    BOTH_SIDES_GO_ON(Plan.named("partitions, min-members 1")
            .servers(4)
            .failuresAtOnce(2)
            .with(PAUSES, HANGS, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS)
            .promising(Promise.NOTHING_DROPPED)),
    BOTH_SIDES_FORGET(Plan.named("partitions, min-members 1, little memory")
            .servers(4)
            .failuresAtOnce(2)
            .with(PAUSES, PARTITIONS)
            .remembering(100, 20, 5)
            .promising(Promise.NOTHING_DROPPED_UNCOUNTED)),
    MAJORITY_OF_THREE(majority("two of three", 3, 2).with(PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS)),
    MAJORITY_OF_FIVE(majority("three of five", 5, 3).with(PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, FAILING_DISKS)),
    HANGING_SERVERS(majority("two of three, servers hang", 3, 2)
            .with(HANGS, PAUSES, PARTITIONS, ONE_WAY_PARTITIONS, VIEWS_OUT_OF_ORDER)),
    HANGING_SERVERS_OF_FIVE(
            majority("three of five, servers hang", 5, 3).with(HANGS, PARTITIONS, WIPED_DISKS, VIEWS_OUT_OF_ORDER)),
    WIPED_DISKS_OF_THREE(majority("two of three, disks are wiped", 3, 2)
            .with(WIPED_DISKS, HANGS, PAUSES, PARTITIONS, FAILING_DISKS)),
    ROLLING_UPGRADE(majority("two of three, servers of three releases", 3, 2).with(UPGRADES, HANGS, PARTITIONS)),
    MANY_CLIENTS(majority("two of three, more clients than sessions", 3, 2)
            .with(NEW_CLIENTS, PAUSES, PARTITIONS, HANGS)
            .remembering(6, 10, 5)
            .promising(Promise.ONE_STATE));

    private final Plan plan;

    StandardPlan(Plan plan) {
        this.plan = plan;
    }

    /** What may happen, and what is promised. */
    public Plan plan() {
        return plan;
    }

    private static Plan majority(String name, int servers, int minMembers) {
        return Plan.named(name)
                .servers(servers)
                .minMembers(minMembers)
                .failuresAtOnce(servers)
                .steps(900);
    }
}
