package io.ringcast.benchmarks.overlay;

import io.ringcast.benchmarks.report.Experiments;
import io.ringcast.benchmarks.report.Measurement;
import io.ringcast.protocol.overlay.Hop;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.overlay.Seats;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * How overlays grow with the number of members: hops, tables, load, messages. The same figures each time: what is drawn at random has
 * a fixed seed.
 */
public final class Growth {
    /** Members; the ring and the hot potato, in which a lookup visits half of them, have fewer of them computed. */
    static final List<Integer> SIZES = List.of(2, 4, 8, 16, 32, 64, 128, 256, 512, 1_000, 1_024, 2_048, 4_096, 10_000);

    static final int LINEAR_SIZE_MAX = 1_024;
    private static final int COPIES = 3;
    private static final long SEED = 28;
    /** Of so many members, and fewer, every pair is looked up. */
    private static final int ALL_PAIRS_SIZE_MAX = 1_024;

    private static final int PAIRS = 1_000_000;
    private static final int LINEAR_ALL_PAIRS_SIZE_MAX = 64;
    private static final int LINEAR_PAIRS = 2_000;
    private static final double PERCENTILE = 0.99;

    private Growth() {}

    /** Computes everything. */
    public static List<Measurement> measure() {
        return Arrays.stream(Overlay.values())
                .flatMap(overlay -> SIZES.stream()
                        .filter(size -> !isLinear(overlay) || size <= LINEAR_SIZE_MAX)
                        .map(size -> of(overlay, size)))
                .toList();
    }

    static boolean isLinear(Overlay overlay) {
        return overlay == Overlay.RING || overlay == Overlay.HOT_POTATO;
    }

    private static Measurement of(Overlay overlay, int size) {
        Map<String, Double> facts = new LinkedHashMap<>();
        lookUp(overlay, size, facts);
        tables(overlay, size, facts);
        SetUpMessages setUp = SetUpMessages.of(overlay, size, COPIES);
        facts.put(Experiments.SET_UP_MESSAGES, (double) setUp.control());
        facts.put(Experiments.SENDS_PER_RECORD, setUp.perRecord());
        return new Measurement(Experiments.OVERLAY_GROWTH, overlay.word(), "lookup", 1, size, List.of(), facts);
    }

    private static void lookUp(Overlay overlay, int size, Map<String, Double> facts) {
        RandomGenerator random = new Random(SEED);
        Lookups lookups = new Lookups(overlay, size, 1, seat -> false, random);
        boolean all = size <= (isLinear(overlay) ? LINEAR_ALL_PAIRS_SIZE_MAX : ALL_PAIRS_SIZE_MAX);
        int pairs = all ? size * size : isLinear(overlay) ? LINEAR_PAIRS : PAIRS;
        int[] hops = new int[pairs];
        long[] visits = new long[size];
        for (int i = 0; i < pairs; i++) {
            int entry = all ? i / size : random.nextInt(size);
            int target = all ? i % size : random.nextInt(size);
            Lookups.Path path = lookups.from(entry, target);
            hops[i] = path.hops();
            path.path().forEach(seat -> visits[seat]++);
        }
        Arrays.sort(hops);
        Arrays.sort(visits);
        double mean = Arrays.stream(hops).average().orElseThrow();
        double load = Arrays.stream(visits).average().orElseThrow();
        facts.put(Experiments.HOPS_MEAN, mean);
        facts.put(Experiments.HOPS_99, (double) hops[(int) (PERCENTILE * (pairs - 1))]);
        facts.put(Experiments.HOPS_MOST, (double) hops[pairs - 1]);
        facts.put(Experiments.HOPS_FORMULA, formula(overlay, size));
        facts.put(Experiments.HOPS_BOUND, (double) overlay.hopsMax(size));
        facts.put(Experiments.LOAD_LEAST, visits[0] / load);
        facts.put(Experiments.LOAD_MOST, visits[size - 1] / load);
    }

    private static void tables(Overlay overlay, int size, Map<String, Double> facts) {
        Seats seats = Seats.full(size);
        int[] inTables = new int[size];
        IntSummaryStatistics entries = new IntSummaryStatistics();
        for (int self = 0; self < size; self++) {
            List<Hop> table = overlay.table(seats, self);
            table.forEach(hop -> inTables[hop.seat()]++);
            entries.accept(table.size());
        }
        facts.put(Experiments.TABLE_MEAN, entries.getAverage());
        facts.put(Experiments.TABLE_MOST, (double) entries.getMax());
        facts.put(Experiments.IN_TABLES_MOST, (double)
                Arrays.stream(inTables).max().orElseThrow());
    }

    /**
     * The mean hops that the papers expect among so many members: Chord (ToN 2003) §IV, Kademlia §3, Pastry §2; half of the members where
     * a lookup goes through all of them.
     */
    public static double formula(Overlay overlay, int size) {
        double bits = Math.log(size) / Math.log(2);
        return switch (overlay) {
            case RING, HOT_POTATO -> (size - 1) / 2.0;
            case CHORD, KADEMLIA -> bits / 2;
            case PASTRY -> bits / 4 * 15 / 16;
        };
    }
}
