package io.ringcast.dht.peer.ring.state;

import java.util.List;

/**
 * What is known of a dataset once it has been validated.
 *
 * @param columns names of the fields
 * @param keyColumn index of the column that is hashed
 * @param tableSize positions of each local table
 */
public record DatasetShape(List<String> columns, int keyColumn, int tableSize) {
    /** Copies the names. */
    public DatasetShape {
        columns = List.copyOf(columns);
    }
}
