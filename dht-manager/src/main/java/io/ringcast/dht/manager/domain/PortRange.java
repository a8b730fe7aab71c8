package io.ringcast.dht.manager.domain;

/**
 * Ports that one group on a shared host may use.
 *
 * @param first lowest port
 * @param last highest port, itself included
 */
public record PortRange(int first, int last) {
    private static final int GROUP_MAX = 127;

    /**
     * The range of group G: 500 ports, from G/2·1000+1000 for even G and from ⌈G/2⌉·1000+500 for odd G, so that 1 has
     * 1500–1999, 2 has 2000–2499 and 3 has 2500–2999.
     *
     * @throws IllegalArgumentException for a group that is not 1 to 127
     */
    public static PortRange ofGroup(int group) {
        if (group < 1 || group > GROUP_MAX) {
            throw new IllegalArgumentException("a port group is a number from 1 to " + GROUP_MAX + ", not " + group);
        }
        int first = group % 2 == 0 ? group / 2 * 1000 + 1000 : (group + 1) / 2 * 1000 + 500;
        return new PortRange(first, first + 499);
    }

    boolean contains(int port) {
        return first <= port && port <= last;
    }
}
