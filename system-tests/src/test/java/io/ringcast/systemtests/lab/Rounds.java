package io.ringcast.systemtests.lab;

/** How often a long test repeats what it does; {@code -Dringcast.rounds=…} sets it. */
public final class Rounds {
    private Rounds() {}

    /** So often, unless it is set. */
    public static int of(int standard) {
        return Integer.getInteger("ringcast.rounds", standard);
    }
}
