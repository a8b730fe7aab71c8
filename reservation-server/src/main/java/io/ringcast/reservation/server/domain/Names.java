package io.ringcast.reservation.server.domain;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names in the order in which they were given, each once: a repeated name keeps its first place. Immutable. */
public final class Names {
    private final List<String> inOrder;
    private final Map<String, Integer> positions;

    private Names(Map<String, Integer> positions) {
        this.inOrder = List.copyOf(positions.keySet());
        this.positions = Collections.unmodifiableMap(positions);
    }

    /** The given names, without repetitions. */
    public static Names of(Collection<String> names) {
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (String name : names) {
            positions.putIfAbsent(name, positions.size());
        }
        return new Names(positions);
    }

    /** The given names, without repetitions. */
    public static Names of(String... names) {
        return of(List.of(names));
    }

    /** All names, in order. */
    public List<String> inOrder() {
        return inOrder;
    }

    /** Whether exactly this name is here: case, spaces and all. */
    public boolean contains(String name) {
        return positions.containsKey(name);
    }

    /** The number of names. */
    public int size() {
        return inOrder.size();
    }

    /**
     * The place of a name, from 0.
     *
     * @throws IllegalArgumentException if it is not here
     */
    int positionOf(String name) {
        int position = find(name);
        if (position < 0) {
            throw new IllegalArgumentException("not in the catalog: " + name);
        }
        return position;
    }

    /** The place of a name, from 0; -1 if it is not here. */
    int find(String name) {
        return positions.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Names names && inOrder.equals(names.inOrder);
    }

    @Override
    public int hashCode() {
        return inOrder.hashCode();
    }

    @Override
    public String toString() {
        return inOrder.toString();
    }
}
