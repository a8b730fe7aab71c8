package io.ringcast.replication.simulation;

import io.ringcast.replication.api.StateMachine.Memory;
import java.util.EnumSet;
import java.util.Set;

/**
 * What may happen to a simulated group, and what is promised nevertheless.
 *
 * @param minMembers what the servers are configured with
 * @param failuresAtOnce how many servers may be down at the same time; with 1, the group recovers before the next failure
 * @param steps that the simulation runs before it mends everything
 * @param memory what the replicated state remembers
 */
public record Plan(
        String name,
        int servers,
        int minMembers,
        int failuresAtOnce,
        int steps,
        Set<Fault> faults,
        Memory memory,
        Promise promise) {
    /** Beside crashes, which every plan has. */
    public enum Fault {
        /** A server is paused, and the group layer excludes it. */
        PAUSES,
        /** A server hangs, perhaps in the middle of writing to its disk, and the group layer does not notice. */
        HANGS,
        /** The network falls into two parts. */
        PARTITIONS,
        /** Two servers install the same views in different orders. */
        VIEWS_OUT_OF_ORDER,
        /** One server does not hear another, which hears it. */
        ONE_WAY_PARTITIONS,
        /** A write to the disk fails. The server ends and cannot start before its disk is mended. */
        FAILING_DISKS,
        /** A server that crashed comes back with an empty disk. One at a time. */
        WIPED_DISKS,
        /** Servers of different releases, which are replaced by newer ones when they start again. */
        UPGRADES,
        /** Clients come and go, so that more have been there than the state remembers. */
        NEW_CLIENTS
    }

    /** Copies the faults. */
    public Plan {
        faults = Set.copyOf(faults);
    }

    /** Three servers that may crash one after the other, with min-members 1; linearizable. */
    public static Plan named(String name) {
        return new Plan(name, 3, 1, 1, 700, Set.of(), Memory.STANDARD, Promise.LINEARIZABLE);
    }

    /** The same with so many servers. */
    public Plan servers(int count) {
        return new Plan(name, count, minMembers, failuresAtOnce, steps, faults, memory, promise);
    }

    /** The same with another {@code min-members}. */
    public Plan minMembers(int count) {
        return new Plan(name, servers, count, failuresAtOnce, steps, faults, memory, promise);
    }

    /** The same with so many servers down at once. */
    public Plan failuresAtOnce(int count) {
        return new Plan(name, servers, minMembers, count, steps, faults, memory, promise);
    }

    /** The same, longer or shorter. */
    public Plan steps(int count) {
        return new Plan(name, servers, minMembers, failuresAtOnce, count, faults, memory, promise);
    }

    /** The same with more faults. */
    public Plan with(Fault... more) {
        Set<Fault> all = EnumSet.noneOf(Fault.class);
        all.addAll(faults);
        all.addAll(Set.of(more));
        return new Plan(name, servers, minMembers, failuresAtOnce, steps, all, memory, promise);
    }

    /** The same with another {@link Memory}. */
    public Plan remembering(int clients, int changes, int blockChanges) {
        var little = new Memory(clients, changes, blockChanges);
        return new Plan(name, servers, minMembers, failuresAtOnce, steps, faults, little, promise);
    }

    /** The same with another promise. */
    public Plan promising(Promise other) {
        return new Plan(name, servers, minMembers, failuresAtOnce, steps, faults, memory, other);
    }

    /** Whether the fault may happen. */
    public boolean has(Fault fault) {
        return faults.contains(fault);
    }

    @Override
    public String toString() {
        return name;
    }
}
