package io.ringcast.dht.peer.simulation;

import java.util.ArrayList;
import java.util.List;

/** What a run breaks of what is promised. */
final class Violations {
    private final VirtualTime time;
    private final List<String> all = new ArrayList<>();

    Violations(VirtualTime time) {
        this.time = time;
    }

    void add(String violation) {
        time.note(() -> "VIOLATION: " + violation);
        all.add("at %.3f s: %s".formatted(time.nanos() / 1e9, violation));
    }

    List<String> all() {
        return all;
    }
}
