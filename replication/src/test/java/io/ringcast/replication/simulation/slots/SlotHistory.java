package io.ringcast.replication.simulation.slots;

import io.ringcast.replication.simulation.ClientOperation;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Outcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether one order explains what clients saw: each command taking effect at one moment between its invocation
 * and its response (Wing and Gong's search, with Lowe's memory of configurations seen). Slots are independent, so each
 * is judged alone.
 */
final class SlotHistory {
    private SlotHistory() {}

    /** The operations of the first slot that no order explains; empty when all is well. */
    static Optional<List<ClientOperation<Command, Outcome>>> violation(
            List<ClientOperation<Command, Outcome>> operations) {
        Map<String, List<ClientOperation<Command, Outcome>>> bySlot = new HashMap<>();
        operations.forEach(o -> bySlot.computeIfAbsent(o.command().slot(), s -> new ArrayList<>())
                .add(o));
        return bySlot.values().stream().filter(ops -> !isLinearizable(ops)).findFirst();
    }

    private record Configuration(BitSet done, String owner) {}

    private static boolean isLinearizable(List<ClientOperation<Command, Outcome>> operations) {
        return search(operations, new BitSet(), "", new HashSet<>());
    }

    private static boolean search(
            List<ClientOperation<Command, Outcome>> operations, BitSet done, String owner, Set<Configuration> seen) {
        if (!seen.add(new Configuration((BitSet) done.clone(), owner))) {
            return false;
        }
        long firstResponse = Long.MAX_VALUE;
        // They are in the order of their invocations: what was invoked after the first response cannot come first.
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).invoked() > firstResponse) {
                break;
            }
            firstResponse = Math.min(firstResponse, operations.get(i).responded());
        }
        if (firstResponse == Long.MAX_VALUE) {
            return true;
        }
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            ClientOperation<Command, Outcome> next = operations.get(i);
            if (next.invoked() > firstResponse) {
                break;
            }
            String after = effect(next, owner);
            if (after != null) {
                done.set(i);
                if (search(operations, done, after, seen)) {
                    return true;
                }
                done.clear(i);
            }
        }
        return false;
    }

    /** The owner after the operation; null if its outcome cannot be with this owner before. */
    private static @Nullable String effect(ClientOperation<Command, Outcome> operation, String owner) {
        String own = operation.id().toString();
        boolean free = owner.isEmpty();
        Outcome outcome = operation.outcome();
        Outcome due = switch (operation.command().kind()) {
            case READ -> new Outcome(true, owner);
            case CLAIM -> free ? new Outcome(true, own) : new Outcome(false, owner);
            case FREE -> new Outcome(!free, owner);
            case SEIZE -> new Outcome(true, own);
        };
        boolean silent = due.equals(new Outcome(false, owner)) && new Outcome(false, "").equals(outcome);
        if (outcome != null && !outcome.equals(due) && !silent) {
            return null;
        }
        return switch (operation.command().kind()) {
            case READ -> owner;
            case CLAIM -> free ? own : owner;
            case FREE -> "";
            case SEIZE -> own;
        };
    }
}
