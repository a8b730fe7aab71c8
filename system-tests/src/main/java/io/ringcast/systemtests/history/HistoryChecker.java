package io.ringcast.systemtests.history;

import static java.util.Objects.requireNonNull;

import io.ringcast.systemtests.history.Operation.CommandKind;
import io.ringcast.systemtests.history.SlotStep.SlotState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a history keeps the promises of the reservation service.
 *
 * <p>Slots are independent objects, so a history is linearizable if it is for each slot (locality; Herlihy and Wing,
 * 1990). A check of a room counts as a look at each of its slots. The servers' state at the end counts as one more
 * look, after everything else. So an acknowledged change that was lost, or a command that was carried out twice, is an
 * answer that no order explains.
 */
public final class HistoryChecker {
    private final Map<SlotName, String> before;
    private final @Nullable Map<SlotName, String> after;
    private final List<SlotName> allSlots;

    /**
     * A checker for one run.
     *
     * @param allSlots every slot of the catalog
     * @param before the holder of each slot that was taken before the first operation
     * @param after the holder of each slot that is taken after the last one; null if nobody looked
     */
    public HistoryChecker(
            Collection<SlotName> allSlots, Map<SlotName, String> before, @Nullable Map<SlotName, String> after) {
        // In a fixed order, so that the same history gives the same messages.
        this.allSlots = allSlots.stream()
                .sorted(Comparator.comparing(SlotName::toString))
                .toList();
        this.before = Map.copyOf(before);
        this.after = after == null ? null : Map.copyOf(after);
    }

    /** Violations of linearizability: one outcome for each command, in one order that respects real time. */
    public List<String> linearizabilityViolations(List<Operation> operations) {
        List<String> violations = new ArrayList<>(repeatedIds(operations));
        if (!violations.isEmpty()) {
            return violations;
        }
        Map<SlotName, List<SlotStep>> steps = new HashMap<>();
        for (SlotName slot : allSlots) {
            steps.put(slot, new ArrayList<>());
        }
        operations.forEach(operation -> addSteps(operation, steps));
        for (SlotName slot : allSlots) {
            List<SlotStep> ofSlot = steps.getOrDefault(slot, new ArrayList<>());
            if (after != null) {
                SlotStep.SlotEvent lastLook = new SlotStep.Saw(holder(after, slot));
                ofSlot.add(new SlotStep(SlotStep.NEVER - 2, SlotStep.NEVER - 1, lastLook, "the state at the end"));
            }
            SlotLinearizability.violation(slot.toString(), holder(before, slot), ofSlot)
                    .ifPresent(violations::add);
        }
        return violations;
    }

    /**
     * Acknowledged reservations that have vanished: they are not there at the end, are not listed as conflicts, and no
     * deletion explains their absence. A deletion explains it if it may have happened or is itself listed as a conflict. This is
     * the promise when both sides of a partition go on (min-members 1), where nothing can be linearizable.
     *
     * @param conflicting the request ids of the lost changes in the list of conflicts
     */
    public List<String> vanished(List<Operation> operations, Set<String> conflicting) {
        Map<SlotName, String> present = requireNonNull(after, "somebody must have looked at the end");
        Map<SlotName, List<Long>> deletedUntil = new HashMap<>();
        Map<SlotName, List<Long>> missingSince = new HashMap<>();
        for (Operation operation : operations) {
            if (operation.kind() == CommandKind.CHECK) {
                continue;
            }
            SlotName slot = operation.slot();
            boolean decidedTwice = conflicting.contains(operation.requestId());
            if (operation.kind() == CommandKind.DELETE && (mayHaveHappened(operation) || decidedTwice)) {
                long until = operation.isDeterminate() ? answered(operation) : SlotStep.NEVER;
                deletedUntil.computeIfAbsent(slot, s -> new ArrayList<>()).add(until);
            } else if (operation.kind() == CommandKind.RESERVE
                    && operation.isDeterminate()
                    && operation.status().equals("OK")
                    && !conflicting.contains(operation.requestId())
                    && !operation.invocation().holder().equals(present.get(slot))) {
                missingSince.computeIfAbsent(slot, s -> new ArrayList<>()).add(operation.invokedNanos());
            }
        }
        List<String> violations = new ArrayList<>();
        missingSince.forEach((slot, since) -> {
            int unexplained = unexplained(since, deletedUntil.getOrDefault(slot, List.of()));
            if (unexplained > 0) {
                violations.add(slot + ": " + unexplained + " acknowledged reservations are neither there nor listed as"
                        + " conflicts, and no deletion can explain it");
            }
        });
        return violations;
    }

    /** The number of reservations left when each deletion explains one that began before the deletion had ended. */
    private static int unexplained(List<Long> missingSince, List<Long> deletedUntil) {
        List<Long> latestFirst =
                missingSince.stream().sorted(Comparator.reverseOrder()).toList();
        int unexplained = 0;
        for (int i = 0; i < latestFirst.size(); i++) {
            long since = latestFirst.get(i);
            int explainable =
                    (int) deletedUntil.stream().filter(until -> until > since).count();
            unexplained = Math.max(unexplained, i + 1 - explainable);
        }
        return unexplained;
    }

    private static List<String> repeatedIds(List<Operation> operations) {
        List<String> violations = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Operation operation : operations) {
            if (!ids.add(operation.requestId())) {
                violations.add("two operations have the id " + operation.requestId());
            }
        }
        return violations;
    }

    private void addSteps(Operation operation, Map<SlotName, List<SlotStep>> steps) {
        if (operation.kind() == CommandKind.CHECK) {
            if (operation.isDeterminate() && operation.status().equals("OK")) {
                addSightings(operation, steps);
            }
            return;
        }
        SlotName slot = operation.slot();
        effectOf(operation).ifPresent(effect -> {
            long until = operation.isDeterminate() ? answered(operation) : SlotStep.NEVER;
            steps.computeIfAbsent(slot, unknown -> new ArrayList<>())
                    .add(new SlotStep(operation.invokedNanos(), until, effect, told(operation)));
        });
    }

    private void addSightings(Operation check, Map<SlotName, List<SlotStep>> steps) {
        Map<SlotName, String> seen = new HashMap<>();
        String room = check.slot().room();
        check.observed().seen().forEach(s -> seen.put(new SlotName(room, s.timeslot(), s.day()), s.holder()));
        String told = told(check);
        steps.forEach((slot, ofSlot) -> {
            if (slot.room().equals(room)) {
                ofSlot.add(new SlotStep(
                        check.invokedNanos(), answered(check), new SlotStep.Saw(holder(seen, slot)), told));
            }
        });
    }

    /** The step of its slot that the operation shows, if any. */
    private static Optional<SlotStep.SlotEvent> effectOf(Operation operation) {
        boolean reserve = operation.kind() == CommandKind.RESERVE;
        if (!operation.isDeterminate()) {
            return Optional.of(
                    reserve ? new SlotStep.Reserved(operation.invocation().holder()) : new SlotStep.Freed());
        }
        return switch (operation.status()) {
            case "OK" ->
                Optional.of(
                        reserve ? new SlotStep.Reserved(operation.invocation().holder()) : new SlotStep.Freed());
            case "ROOM_TAKEN" ->
                Optional.of(new SlotStep.Saw(new SlotState(operation.observed().takenBy())));
            case "NOT_RESERVED" -> Optional.of(new SlotStep.Saw(SlotState.FREE));
            default -> Optional.empty();
        };
    }

    private static boolean mayHaveHappened(Operation operation) {
        return !operation.isDeterminate() || operation.status().equals("OK");
    }

    private static long answered(Operation operation) {
        Long answered = operation.observed().nanos();
        return answered == null ? SlotStep.NEVER : answered;
    }

    private static String told(Operation operation) {
        return operation.kind() + " " + operation.requestId() + " by "
                + operation.invocation().holder() + " -> "
                + operation.status()
                + (operation.observed().takenBy() == null
                        ? ""
                        : " by " + operation.observed().takenBy())
                + " [" + operation.invokedNanos() + ", " + operation.observed().nanos() + "]";
    }

    private static SlotState holder(Map<SlotName, String> holders, SlotName slot) {
        String holder = holders.get(slot);
        return holder == null ? SlotState.FREE : new SlotState(holder);
    }
}
