package io.ringcast.lab.process;

import io.ringcast.foundation.lab.LabNetwork;

/**
 * Where the processes of a lab are on the network.
 *
 * @param firstPort the first UDP port of the lab
 */
record Place(int firstPort) {
    static final String GROUP = "235.1.1.1";

    /** Where clients find servers; servers find each other at the next one. */
    int groupPort() {
        return firstPort;
    }

    /** Where managers find each other. */
    int managerGroupPort() {
        return firstPort + 2;
    }

    /** The first port of the process with this number, from 0. */
    int portsOf(int process) {
        return firstPort + (process + 1) * LabNetwork.PORTS;
    }
}
