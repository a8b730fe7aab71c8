package io.ringcast.dht.peer.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
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
    private final Map<Integer, int[]> positionsBySlot = new HashMap<>();
    private final Digests digests;

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
        this.digests = new Digests(placement.ringSize());
    }

    /** Names of the fields. */
    public List<String> columns() {
        return columns;
    }

    /** Where records lie. */
    public Placement placement() {
        return placement;
    }

    /** Index of the column that is hashed. */
    public int keyColumn() {
        return keyColumn;
    }

    /** How many records of each slot there are here, and their hash. */
    public Digests digests() {
        return digests;
    }

    /** How many records there are here, of all slots. */
    public long records() {
        return digests.counts().stream().mapToLong(Long::longValue).sum();
    }

    /** The records of a slot, counted and hashed anew: what {@link #digests} says is of when they were added. */
    public Digests recounted(int slot) {
        Digests recounted = new Digests(placement.ringSize());
        for (int position : positionsBySlot.computeIfAbsent(slot, this::positionsOf)) {
            for (List<String> values : Objects.requireNonNull(chains.get(position)).inOrder) {
                recounted.add(slot, values);
            }
        }
        return recounted;
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
        int position = placement.positionOf(keyOf(values));
        int slot = placement.nodeOf(position);
        chains.computeIfAbsent(position, unused -> new Chain()).add(values);
        digests.add(slot, values);
        positionsBySlot.remove(slot);
    }

    /** Forgets all records of a slot. */
    public void drop(int slot) {
        chains.keySet().removeIf(position -> placement.nodeOf(position) == slot);
        digests.clear(slot);
        positionsBySlot.remove(slot);
    }

    /**
     * Some records of a slot.
     *
     * @param position where the next page begins; -1 after the last record
     * @param offset in that position
     */
    public record Page(List<List<String>> records, int position, int offset) {}

    /**
     * Records of a slot in the order of their positions, from one on: as many as {@code sizeMax} allows, but at least one.
     *
     * @param offset how many records of the position to leave out
     * @param size of a record
     */
    public Page page(int slot, int position, int offset, int sizeMax, ToIntFunction<List<String>> size) {
        int[] positions = positionsBySlot.computeIfAbsent(slot, this::positionsOf);
        List<List<String>> records = new ArrayList<>();
        int bytes = 0;
        int found = Arrays.binarySearch(positions, position);
        int skipped = found >= 0 ? offset : 0;
        for (int i = found >= 0 ? found : -found - 1; i < positions.length; i++) {
            List<List<String>> chain = Objects.requireNonNull(chains.get(positions[i])).inOrder;
            for (int j = skipped; j < chain.size(); j++) {
                bytes += size.applyAsInt(chain.get(j));
                if (bytes > sizeMax && !records.isEmpty()) {
                    return new Page(records, positions[i], j);
                }
                records.add(chain.get(j));
            }
            skipped = 0;
        }
        return new Page(records, -1, 0);
    }

    private int[] positionsOf(int slot) {
        return chains.keySet().stream()
                .filter(position -> placement.nodeOf(position) == slot)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
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

    /** A copy of some slots, which any thread may read. */
    public TableCopy snapshot(IntPredicate slots) {
        SortedMap<Integer, List<List<String>>> copy = new TreeMap<>();
        chains.forEach((position, chain) -> {
            if (slots.test(placement.nodeOf(position))) {
                copy.put(position, List.copyOf(chain.inOrder));
            }
        });
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
