package io.ringcast.dht.peer.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file, one after the other; bytes that are not in the charset are an error. */
final class CsvRows implements Closeable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT;

    private final CSVParser parser;
    private final Iterator<CSVRecord> rows;
    private final List<String> columns;
    private long line = 1;

    private CsvRows(CSVParser parser) {
        this.parser = parser;
        this.rows = parser.iterator();
        this.columns = rows.hasNext() ? List.of(rows.next().values()) : List.of();
    }

    static CsvRows open(DatasetSource source) throws IOException {
        Reader text = DatasetFile.text(source);
        try {
            return new CsvRows(CSVParser.parse(text, FORMAT));
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    List<String> columns() {
        return columns;
    }

    @Nullable
    CSVRecord next() {
        line = parser.getCurrentLineNumber() + 1;
        return rows.hasNext() ? rows.next() : null;
    }

    /** Where the latest row begins, from 1; if it cannot be read, where it would. */
    long line() {
        return line;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
