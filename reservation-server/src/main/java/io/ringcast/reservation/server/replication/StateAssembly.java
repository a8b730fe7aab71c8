package io.ringcast.reservation.server.replication;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/** Puts the parts of a state together again, whatever the order in which they arrive. */
final class StateAssembly {
    private final int parts;
    private final Map<Integer, Encoded> received = new TreeMap<>();

    StateAssembly(int parts) {
        this.parts = parts;
    }

    void add(int part, Encoded bytes) {
        received.putIfAbsent(part, bytes);
    }

    boolean isComplete() {
        return received.size() == parts;
    }

    byte[] bytes() {
        var whole = new ByteArrayOutputStream(
                received.values().stream().mapToInt(b -> b.bytes().length).sum());
        received.values().forEach(part -> whole.writeBytes(part.bytes()));
        return whole.toByteArray();
    }
}
