package io.ringcast.systemtests.lab;

import java.util.concurrent.ThreadLocalRandom;

/** The seed of a randomized test: a new one for each run, which is printed; {@code -Dringcast.seed=…} sets it. */
public final class Seed {
    private Seed() {}

    public static long next() {
        Long given = Long.getLong("ringcast.seed");
        long seed = given == null ? ThreadLocalRandom.current().nextLong(1, 1_000_000) : given;
        Figures.tell("seed " + seed + "; -Dringcast.seed=" + seed + " runs it again");
        return seed;
    }
}
