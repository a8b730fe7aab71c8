package io.ringcast.dht.peer.simulation;

/** Which managers there are, and what may happen. In every plan datagrams are doubled and late. */
enum SimulationPlan {
    /** One manager, which comes back from its store. */
    ALONE(1, true, false),
    /** One manager, which may come back without its store. */
    ALONE_WIPED(1, true, true),
    /** Three managers, of which two are enough. */
    GROUP(3, true, true),
    /**
     * Three managers and a ring whose records have three copies. One thing happens at a time, to a peer or a manager, and the next
     * one when the ring is whole again: no record may be lost, and everybody takes its seat again.
     */
    HEALING(3, true, false),
    /** Three managers and no faults: no DHT may be given up, and no command fail for want of an answer. */
    ONLY_WEATHER(3, false, false);

    private final int managers;
    private final boolean faults;
    private final boolean losesStores;

    SimulationPlan(int managers, boolean faults, boolean losesStores) {
        this.managers = managers;
        this.faults = faults;
        this.losesStores = losesStores;
    }

    /** How many managers there are. */
    int managers() {
        return managers;
    }

    /** Whether processes crash and are paused, hosts are cut off, and datagrams are lost. */
    boolean faults() {
        return faults;
    }

    /** Whether the ring is to be whole again before the next fault. */
    boolean heals() {
        return this == HEALING;
    }

    /** Whether a manager that crashed may come back without its store. */
    boolean losesStores() {
        return losesStores;
    }
}
