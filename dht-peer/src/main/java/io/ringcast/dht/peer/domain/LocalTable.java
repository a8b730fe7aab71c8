package io.ringcast.dht.peer.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the DHT that one node keeps: positions, each with a chain of records, because several keys can have the same
 * sum. Only positions that are in use take memory. Not thread-safe.
 */
public final class LocalTable {
    private final List<String> columns;
    private final int keyColumn;
    private final Placement placement;
    private final Map<Integer, Chain> chains = new HashMap<>();
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
        chains.computeIfAbsent(placement.positionOf(keyOf(values)), position -> new Chain())
                .add(values);
        records++;
    }

    /** The record with that key. */
    public Optional<List<String>> find(String key) {
        Chain chain = chains.get(placement.positionOf(key));
        return chain == null ? Optional.empty() : chain.find(key);
    }

    /**
     * The records at one position, in the order in which they came. Similar keys have few different sums: of a million
     * keys, thousands can share one. A long chain therefore gets an index, at the first lookup: loading needs neither
     * its time nor its memory.
     */
    private final class Chain {
        private static final int SEARCHED_MAX = 16;

        private final List<List<String>> inOrder = new ArrayList<>(1);
        private @Nullable Map<String, List<String>> byKey;

        void add(List<String> values) {
            inOrder.add(values);
            byKey = null;
        }

        Optional<List<String>> find(String key) {
            return inOrder.size() <= SEARCHED_MAX ? search(key) : Optional.ofNullable(index().get(key));
        }

        private Optional<List<String>> search(String key) {
            for (List<String> values : inOrder) {
                if (keyOf(values).equals(key)) {
                    return Optional.of(values);
                }
            }
            return Optional.empty();
        }

        private Map<String, List<String>> index() {
            Map<String, List<String>> index = byKey;
            if (index == null) {
                index = new HashMap<>(2 * inOrder.size());
                for (List<String> values : inOrder) {
                    index.putIfAbsent(keyOf(values), values);
                }
                byKey = index;
            }
            return index;
        }
    }

    /** A copy that any thread may read. */
    public TableCopy snapshot() {
        SortedMap<Integer, List<List<String>>> copy = new TreeMap<>();
        chains.forEach((position, chain) -> copy.put(position, List.copyOf(chain.inOrder)));
        return new TableCopy(placement.tableSize(), columns, copy);
    }

    /**
     * A local table as it was at one moment.
     *
     * @param chains by position; only positions that are in use
     */
    public record TableCopy(int tableSize, List<String> columns, SortedMap<Integer, List<List<String>>> chains) {}

    private String keyOf(List<String> values) {
        return values.get(keyColumn);
    }
}
