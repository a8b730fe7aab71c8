package io.ringcast.dht.peer.simulation;

/**
 * Which managers there are, and what may happen to them. To peers everything happens in every plan.
 *
 * @param managers how many
 * @param losesStores whether a manager that crashed may come back without its store
 */
record SimulationPlan(String name, int managers, boolean losesStores) {
    static final SimulationPlan ALONE = new SimulationPlan("one manager", 1, false);
    static final SimulationPlan ALONE_WIPED = new SimulationPlan("one manager that may lose its store", 1, true);
    static final SimulationPlan GROUP = new SimulationPlan("three managers", 3, true);

    @Override
    public String toString() {
        return name;
    }
}
