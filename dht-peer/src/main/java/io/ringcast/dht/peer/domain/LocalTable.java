package io.ringcast.dht.peer.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The part of the DHT that one node keeps: positions, each with a chain of records, because several keys can have the same
 * sum. Only positions that are in use take memory. Not thread-safe.
 */
public final class LocalTable {
    private final List<String> columns;
    private final int keyColumn;
    private final Placement placement;
    private final Map<Integer, List<List<String>>> chains = new HashMap<>();
    private long records;

    /**
     * An empty table.
     *
     * @param columns names of the fields
     * @param keyColumn index of the column that is hashed
     */
    public LocalTable(List<String> columns, int keyColumn, Placement placement) {
        this.columns = List.copyOf(columns);
        this.keyColumn = keyColumn;
        this.placement = placement;
    }

    /** Names of the fields. */
    public List<String> columns() {
        return columns;
    }

    /** Where records lie. */
    public Placement placement() {
        return placement;
    }

    /** How many records this node keeps. */
    public long records() {
        return records;
    }

    /** Whether the record has a field for each column, and so a key. */
    public boolean fits(List<String> values) {
        return values.size() == columns.size();
    }

    /** The node that owns the record. */
    public int ownerOf(List<String> values) {
        return placement.ownerOf(keyOf(values));
    }

    /** Appends a record to the chain of its position. Keys are unique in the dataset, so no chain is searched. */
    public void add(List<String> values) {
        chains.computeIfAbsent(placement.positionOf(keyOf(values)), position -> new ArrayList<>(1))
                .add(values);
        records++;
    }

    /** The record with that key. */
    public Optional<List<String>> find(String key) {
        for (List<String> values : chain(placement.positionOf(key))) {
            if (keyOf(values).equals(key)) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    /** The records at a position. */
    public List<List<String>> chain(int position) {
        return List.copyOf(chains.getOrDefault(position, List.of()));
    }

    /** A copy that any thread may read. */
    public Snapshot snapshot() {
        SortedMap<Integer, List<List<String>>> copy = new TreeMap<>();
        chains.forEach((position, chain) -> copy.put(position, List.copyOf(chain)));
        return new Snapshot(placement.tableSize(), columns, copy);
    }

    /**
     * A local table as it was at one moment.
     *
     * @param chains by position; only positions that are in use
     */
    public record Snapshot(int tableSize, List<String> columns, SortedMap<Integer, List<List<String>>> chains) {}

    private String keyOf(List<String> values) {
        return values.get(keyColumn);
    }
}
