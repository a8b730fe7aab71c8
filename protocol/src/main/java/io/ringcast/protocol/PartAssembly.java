package io.ringcast.protocol;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Assembles what arrives in numbered parts, in any order and possibly repeated. For one thread at a time. */
public final class PartAssembly<P> {
    private final int count;
    private final SortedMap<Integer, P> parts = new TreeMap<>();

    /** An empty assembly of {@code count} parts. */
    public PartAssembly(int count) {
        this.count = count;
    }

    /** How many parts there are. */
    public int count() {
        return count;
    }

    /**
     * Adds a part.
     *
     * @param number 1 to {@link #count()}
     * @return all parts in order, if none is missing
     */
    public Optional<List<P>> add(int number, P part) {
        parts.putIfAbsent(number, part);
        return parts.size() < count ? Optional.empty() : Optional.of(List.copyOf(parts.values()));
    }
}
