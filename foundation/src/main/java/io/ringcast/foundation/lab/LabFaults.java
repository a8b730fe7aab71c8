package io.ringcast.foundation.lab;

import java.util.List;

/**
 * What happens to the datagrams that arrive at a process of a lab.
 *
 * @param loseOneIn one of so many is lost, drawn for each; 1 loses all, 0 none
 * @param delayMillis how long each is held, from 0 to {@value #MILLIS_MAX}
 * @param jitterMillis up to how much longer, drawn for each: so the order changes; from 0 to {@value #MILLIS_MAX}
 * @param blocked processes whose datagrams are lost, each by the first of its {@value LabNetwork#PORTS} ports
 */
public record LabFaults(int loseOneIn, int delayMillis, int jitterMillis, List<Integer> blocked) {
    /** The longest delay. */
    public static final int MILLIS_MAX = 5_000;

    private static final int LOSE_ONE_IN_MAX = 1_000_000;
    private static final int PORT_MAX = 65_535;

    /** Nothing happens to them. */
    public static final LabFaults NONE = new LabFaults(0, 0, 0, List.of());

    /** Refuses what is out of range, with a sentence for people. */
    public LabFaults {
        require(loseOneIn >= 0 && loseOneIn <= LOSE_ONE_IN_MAX, "loseOneIn", "0 to " + LOSE_ONE_IN_MAX);
        require(delayMillis >= 0 && delayMillis <= MILLIS_MAX, "delayMillis", "0 to " + MILLIS_MAX);
        require(jitterMillis >= 0 && jitterMillis <= MILLIS_MAX, "jitterMillis", "0 to " + MILLIS_MAX);
        blocked = List.copyOf(blocked);
        require(
                blocked.stream().allMatch(port -> port >= 1 && port <= PORT_MAX),
                "each port of blocked",
                "1 to " + PORT_MAX);
    }

    private static void require(boolean right, String what, String range) {
        if (!right) {
            throw new IllegalArgumentException(what + " should be a number from " + range);
        }
    }

    boolean blocks(int port) {
        return blocked.stream().anyMatch(first -> port >= first && port < first + LabNetwork.PORTS);
    }
}
