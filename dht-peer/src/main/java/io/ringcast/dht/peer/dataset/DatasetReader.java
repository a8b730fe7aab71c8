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

    /** The next records: {@code most} of them, or fewer at the end. */
    public List<List<String>> read(int most) throws DatasetException {
        List<List<String>> records = new ArrayList<>(most);
        try {
            while (next != null && records.size() < most) {
                records.add(List.of(next.values()));
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
