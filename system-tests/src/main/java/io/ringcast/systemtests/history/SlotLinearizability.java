package io.ringcast.systemtests.history;

import static java.util.Objects.requireNonNull;

import io.ringcast.systemtests.history.SlotStep.SlotState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether what clients saw of one slot can be explained by operations that took effect one after another, each at
 * a moment between its invocation and its answer.
 *
 * <p>The search is Wing and Gong's (Testing and Verifying Concurrent Objects, 1993) in the just-in-time form of Lowe
 * (Testing for Linearizability, 2017): go through invocations and answers in the order of time, keep every configuration
 * that the past allows, and when an answer comes, let operations that are open take effect, in every order, until the
 * answered one has. If no configuration is left, the history is not linearizable.
 *
 * <p>Three facts keep the search small. An answer that only shows the state of the slot changes nothing, so it may take effect as
 * soon as it fits. An operation without a known outcome stays open for ever and need never take effect, so a configuration
 * that has used up fewer of those can do all that one with more can. And of two configurations that differ in nothing
 * else, one can do all that the other can: only that one is kept.
 */
final class SlotLinearizability {
    private static final int OPEN_MAX = Long.SIZE;
    private static final int CONFIGURATIONS_MAX = 1_000_000;

    /**
     * A possible state of the slot and of the operations.
     *
     * @param done which open operations that will be answered have taken effect, by their bit
     * @param used the same for those that will never be answered
     */
    private record SlotConfiguration(SlotState slot, long done, long used) {}

    private record HistoryEvent(long time, boolean isAnswer, SlotStep step) {}

    private final String name;
    private final Map<SlotStep, Integer> bits = new HashMap<>();
    private long bitsTaken;
    private long sightings;
    private List<SlotConfiguration> possible;

    private SlotLinearizability(String name, SlotState initial) {
        this.name = name;
        this.possible = List.of(new SlotConfiguration(initial, 0, 0));
    }

    /** An explanation of what is wrong, or nothing if all is well. */
    static Optional<String> violation(String name, SlotState initial, List<SlotStep> steps) {
        return new SlotLinearizability(name, initial).violation(steps);
    }

    private Optional<String> violation(List<SlotStep> steps) {
        List<HistoryEvent> events = new ArrayList<>(2 * steps.size());
        for (SlotStep step : steps) {
            events.add(new HistoryEvent(step.from(), false, step));
            if (!step.mayNeverHappen()) {
                events.add(new HistoryEvent(step.until(), true, step));
            }
        }
        // At the same moment invocations come first, because the two operations may have overlapped.
        events.sort(Comparator.comparingLong(HistoryEvent::time).thenComparing(HistoryEvent::isAnswer));
        for (HistoryEvent event : events) {
            Optional<String> violation = event.isAnswer() ? answered(event.step()) : invoked(event.step());
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    private Optional<String> invoked(SlotStep step) {
        int bit = Long.numberOfTrailingZeros(~bitsTaken);
        if (bit == OPEN_MAX) {
            return Optional.of(name + ": undecided, because more than " + OPEN_MAX + " operations are open at once");
        }
        bits.put(step, bit);
        bitsTaken |= 1L << bit;
        if (step.effect() instanceof SlotStep.Saw) {
            sightings |= 1L << bit;
            possible = possible.stream().map(this::withSightings).toList();
        }
        return Optional.empty();
    }

    private Optional<String> answered(SlotStep step) {
        long bit = bitOf(step);
        Frontier after = explore(bit);
        if (after.size() > CONFIGURATIONS_MAX) {
            return Optional.of(name + ": undecided, because too much is possible");
        }
        if (after.size() == 0) {
            return Optional.of(explanation(step));
        }
        bits.remove(step);
        bitsTaken &= ~bit;
        sightings &= ~bit;
        possible = after.configurations().stream()
                .map(c -> new SlotConfiguration(c.slot(), c.done() & ~bit, c.used()))
                .toList();
        return Optional.empty();
    }

    /** Lets open operations take effect in every order until the one with the given bit has. */
    private Frontier explore(long targetBit) {
        Frontier reached = new Frontier(sightings);
        Frontier known = new Frontier(sightings);
        Deque<SlotConfiguration> unexplored = new ArrayDeque<>(possible);
        while (!unexplored.isEmpty() && reached.size() <= CONFIGURATIONS_MAX) {
            SlotConfiguration configuration = unexplored.remove();
            if ((configuration.done() & targetBit) != 0) {
                reached.add(configuration);
            } else if (known.add(configuration)) {
                bits.forEach(
                        (step, bit) -> after(configuration, step, 1L << bit).ifPresent(unexplored::add));
            }
        }
        return reached;
    }

    /** The configuration after an operation that changes the slot, if it has not taken effect yet and fits. */
    private Optional<SlotConfiguration> after(SlotConfiguration before, SlotStep step, long bit) {
        if (((before.done() | before.used() | sightings) & bit) != 0) {
            return Optional.empty();
        }
        return step.effect()
                .in(before.slot())
                .map(slot -> withSightings(
                        step.mayNeverHappen()
                                ? new SlotConfiguration(slot, before.done(), before.used() | bit)
                                : new SlotConfiguration(slot, before.done() | bit, before.used())));
    }

    private SlotConfiguration withSightings(SlotConfiguration configuration) {
        long done = configuration.done();
        for (Map.Entry<SlotStep, Integer> open : bits.entrySet()) {
            long bit = 1L << open.getValue();
            if ((sightings & ~done & bit) != 0
                    && open.getKey().effect().in(configuration.slot()).isPresent()) {
                done |= bit;
            }
        }
        return new SlotConfiguration(configuration.slot(), done, configuration.used());
    }

    private long bitOf(SlotStep step) {
        return 1L << requireNonNull(bits.get(step), "answered before it was invoked");
    }

    private String explanation(SlotStep step) {
        List<String> holders = possible.stream()
                .map(c -> c.slot().isFree() ? "free" : "held by " + c.slot().holder())
                .distinct()
                .toList();
        List<String> open =
                bits.keySet().stream().map(SlotStep::operation).sorted().toList();
        return name + ": no order explains " + step.operation() + "; before it the slot was "
                + String.join(" or ", holders) + "; under way were " + open;
    }

    /** Configurations of which none can do everything that another can. */
    private static final class Frontier {
        private record FrontierKey(SlotState slot, long changesDone) {}

        private final long sightings;
        private final Map<FrontierKey, List<SlotConfiguration>> byKey = new HashMap<>();
        private int size;

        Frontier(long sightings) {
            this.sightings = sightings;
        }

        /** Whether it can do something that none so far can. */
        boolean add(SlotConfiguration added) {
            FrontierKey key = new FrontierKey(added.slot(), added.done() & ~sightings);
            List<SlotConfiguration> same = byKey.computeIfAbsent(key, unknown -> new ArrayList<>(1));
            if (same.stream().anyMatch(other -> isAsGood(other, added))) {
                return false;
            }
            int before = same.size();
            same.removeIf(other -> isAsGood(added, other));
            same.add(added);
            size += same.size() - before;
            return true;
        }

        int size() {
            return size;
        }

        List<SlotConfiguration> configurations() {
            return byKey.values().stream().flatMap(List::stream).toList();
        }

        private static boolean isAsGood(SlotConfiguration one, SlotConfiguration other) {
            return (one.used() & ~other.used()) == 0 && (other.done() & ~one.done()) == 0;
        }
    }
}
