package io.ringcast.systemtests.dht;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import java.util.List;
import java.util.function.Supplier;

/**
 * A peer: its user, where it is, its ports.
 *
 * @param start starts it again as it was
 */
record PeerProcess(
        String user,
        JavaProcess process,
        Rest rest,
        String address,
        List<Integer> ports,
        Supplier<JavaProcess> start) {}
