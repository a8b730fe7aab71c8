package io.ringcast.dht.peer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads a validated dataset piece by piece. For one thread. */
public final class DatasetReader implements Closeable {
    /** That are read at once, and then wait to be sent. */
    private static final int CHARACTERS_MAX = 1 << 20;

    private final DatasetSource source;
    private final CsvRows rows;
    private @Nullable CSVRecord next;

    DatasetReader(DatasetSource source, CsvRows rows) {
        this.source = source;
        this.rows = rows;
        this.next = rows.next();
    }

    /** Whether everything has been read. */
    public boolean isAtEnd() {
        return next == null;
    }

    /** The next records: {@code most} of them, or fewer if they are large, or at the end; at least one if there is one. */
    public List<List<String>> read(int most) throws DatasetException {
        List<List<String>> records = new ArrayList<>(most);
        long characters = 0;
        try {
            while (next != null && records.size() < most && characters < CHARACTERS_MAX) {
                List<String> values = List.of(next.values());
                characters += values.stream().mapToInt(String::length).sum();
                records.add(values);
                next = rows.next();
            }
            return records;
        } catch (UncheckedIOException e) {
            throw CsvDataset.unreadable(source, e, rows.line());
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            // Nothing was written, so nothing can be lost; the file is read no further.
            throw new UncheckedIOException(e);
        }
    }
}
