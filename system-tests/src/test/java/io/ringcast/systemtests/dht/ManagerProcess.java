package io.ringcast.systemtests.dht;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import java.util.function.Supplier;

/** A manager that can be started again as it was. */
final class ManagerProcess {
    final Supplier<JavaProcess> start;
    final Rest rest;
    JavaProcess process;

    ManagerProcess(Supplier<JavaProcess> start, Rest rest) {
        this.start = start;
        this.rest = rest;
        this.process = start.get();
    }
}
