package io.ringcast.dht.peer.simulation;

/**
 * Which managers there are, and what may happen.
 *
 * @param managers how many
 * @param faults whether processes crash and pause, hosts are cut off, and datagrams are lost; they are doubled and
 *     late in every plan
 * @param losesStores whether a manager that crashed may come back without its store
 */
record SimulationPlan(String name, int managers, boolean faults, boolean losesStores) {
    static final SimulationPlan ALONE = new SimulationPlan("one manager", 1, true, false);
    static final SimulationPlan ALONE_WIPED = new SimulationPlan("one manager that may lose its store", 1, true, true);
    static final SimulationPlan GROUP = new SimulationPlan("three managers", 3, true, true);
    /** No DHT may be given up, and no command fail for want of an answer. */
    static final SimulationPlan ONLY_WEATHER = new SimulationPlan("three managers, no faults", 3, false, false);

    @Override
    public String toString() {
        return name;
    }
}
