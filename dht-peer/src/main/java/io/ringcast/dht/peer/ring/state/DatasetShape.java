package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.records.TableShape;
import java.util.List;

/**
 * What is known of a dataset once it has been validated.
 *
 * @param columns names of the fields
 * @param keyColumn index of the column that is hashed
 * @param table where its records lie
 */
public record DatasetShape(List<String> columns, int keyColumn, TableShape table) {
    /** Copies the names. */
    public DatasetShape {
        columns = List.copyOf(columns);
    }

    /** By code points. */
    public DatasetShape(List<String> columns, int keyColumn, int tableSize) {
        this(columns, keyColumn, new TableShape(tableSize));
    }
}
