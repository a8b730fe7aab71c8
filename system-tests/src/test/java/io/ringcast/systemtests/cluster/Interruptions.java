package io.ringcast.systemtests.cluster;

import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.lab.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** For each fault, the longest that a client waited for an answer to a command that was under way then or soon after. */
public final class Interruptions {
    private static final long SOON_NANOS = Duration.ofSeconds(20).toNanos();

    private final List<Long> faultNanos = new ArrayList<>();

    /** A fault happens now. */
    public void fault() {
        faultNanos.add(System.nanoTime());
    }

    /** One for each fault, shortest first. */
    public List<Duration> in(List<Operation> operations) {
        List<Duration> longest = new ArrayList<>();
        for (int i = 0; i < faultNanos.size(); i++) {
            long from = faultNanos.get(i);
            long next = i + 1 < faultNanos.size() ? faultNanos.get(i + 1) : Long.MAX_VALUE;
            long until = Math.min(next, from + SOON_NANOS);
            long waited = operations.stream()
                    .filter(o -> o.waitedNanos().isPresent())
                    .filter(o -> o.invokedNanos() < until
                            && o.invokedNanos() + o.waitedNanos().orElse(0L) > from)
                    .mapToLong(o -> o.waitedNanos().orElse(0L))
                    .max()
                    .orElse(0);
            longest.add(Duration.ofNanos(waited));
        }
        Collections.sort(longest);
        return longest;
    }

    /** The commands that waited longer than this, with their starting times by the clock of the servers' logs. */
    public static List<String> longerThan(Duration limit, List<Operation> operations) {
        Instant now = Instant.now();
        long nowNanos = System.nanoTime();
        return operations.stream()
                .filter(o -> o.waitedNanos().orElse(0L) > limit.toNanos())
                .map(o -> "%s waited %d ms from %s on"
                        .formatted(
                                o.requestId(),
                                Duration.ofNanos(o.waitedNanos().orElse(0L)).toMillis(),
                                now.minusNanos(nowNanos - o.invokedNanos())))
                .toList();
    }

    public static Duration median(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2);
    }

    public static void tell(String what, List<Duration> sorted) {
        Figures.tell(String.format(
                Locale.ROOT,
                "%s: %d faults, longest wait of a client: median %d ms, worst %d ms",
                what,
                sorted.size(),
                median(sorted).toMillis(),
                sorted.getLast().toMillis()));
    }
}
