package io.ringcast.lab.process;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What happens to the datagrams of all processes.
 *
 * @param loseOneIn one of so many is lost; 0 loses none
 * @param delayMillis how long each is held
 * @param jitterMillis up to how much longer
 * @param parts of a partition: names of processes that hear only each other and those that are in no part; none heals it
 */
public record NetworkFaults(int loseOneIn, int delayMillis, int jitterMillis, List<Set<String>> parts) {
    /** A sound network. */
    public static final NetworkFaults NONE = new NetworkFaults(0, 0, 0, List.of());

    /** Keeps copies. */
    public NetworkFaults {
        parts = parts.stream().map(TreeSet::new).map(part -> (Set<String>) part).toList();
    }

    /** The same with other parts. */
    public NetworkFaults with(List<Set<String>> otherParts) {
        return new NetworkFaults(loseOneIn, delayMillis, jitterMillis, otherParts);
    }

    /** Whether one process does not hear the other. */
    boolean separates(String one, String other) {
        return parts.stream().anyMatch(part -> part.contains(one) && !part.contains(other))
                && parts.stream().anyMatch(part -> part.contains(other));
    }
}
