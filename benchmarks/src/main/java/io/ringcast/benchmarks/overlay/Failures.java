package io.ringcast.benchmarks.overlay;

import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.protocol.overlay.Overlay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Lookups after many of 1,000 members have died at once, before anything is repaired: as in the experiment of the Chord paper (Stoica
 * et al., IEEE/ACM ToN 2003, §VI, simultaneous node failures). The same figures each time: the seed is fixed.
 */
public final class Failures {
    static final int SIZE = 1_000;
    private static final List<Integer> PERCENTS = List.of(0, 10, 30, 50);
    /** Two of the settings of {@code dht.copies}, the largest one, and the length of the paper's list of successors. */
    private static final List<Integer> COPIES = List.of(1, 3, 8, 20);

    private static final int DEATHS = 20;
    private static final int LOOKUPS = 5_000;
    private static final int LINEAR_LOOKUPS = 20;
    private static final long SEED = 28;

    private Failures() {}

    /** Computes everything. */
    public static List<Measurement> measure() {
        List<Measurement> measurements = new ArrayList<>();
        for (Overlay overlay : Overlay.values()) {
            // Nobody but the owner answers where there is no way around it.
            for (int copies : overlay == Overlay.RING ? List.of(1) : COPIES) {
                PERCENTS.forEach(percent -> measurements.add(of(overlay, copies, percent)));
            }
        }
        return measurements;
    }

    private static Measurement of(Overlay overlay, int copies, int percent) {
        RandomGenerator random = new Random(SEED);
        long found = 0;
        long hops = 0;
        long timeouts = 0;
        int lookups = Growth.isLinear(overlay) ? LINEAR_LOOKUPS : LOOKUPS;
        for (int death = 0; death < DEATHS; death++) {
            List<Integer> order = shuffled(random);
            BitSet dead = new BitSet();
            order.subList(0, SIZE * percent / 100).forEach(dead::set);
            List<Integer> living = order.subList(SIZE * percent / 100, SIZE);
            Lookups from = new Lookups(overlay, SIZE, copies, dead::get, random);
            for (int i = 0; i < lookups; i++) {
                Lookups.Path path = from.from(living.get(random.nextInt(living.size())), random.nextInt(SIZE));
                if (path.found()) {
                    found++;
                    hops += path.hops();
                    timeouts += path.timeouts();
                }
            }
        }
        Map<String, Double> facts = new LinkedHashMap<>();
        facts.put(Experiments.DEAD_PERCENT, (double) percent);
        facts.put(Experiments.FOUND_PERCENT, 100.0 * found / ((long) DEATHS * lookups));
        if (found > 0) {
            facts.put(Experiments.HOPS_MEAN, (double) hops / found);
            facts.put(Experiments.TIMEOUTS_MEAN, (double) timeouts / found);
        }
        return new Measurement(Experiments.OVERLAY_FAILURES, overlay.word(), "lookup", copies, SIZE, List.of(), facts);
    }

    private static List<Integer> shuffled(RandomGenerator random) {
        Integer[] seats = IntStream.range(0, SIZE).boxed().toArray(Integer[]::new);
        List<Integer> order = Arrays.asList(seats);
        Collections.shuffle(order, random);
        return order;
    }
}
