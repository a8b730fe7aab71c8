package io.ringcast.dht.peer.dataset;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The lines of a CSV file, one after the other; bytes that are not in the charset are an error. */
final class CsvRows implements Closeable {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT;
    private static final int BUFFER_CHARACTERS = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

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
        var decoder = source.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new BufferedReader(
                new InputStreamReader(Files.newInputStream(source.file()), decoder), BUFFER_CHARACTERS);
        try {
            skipByteOrderMark(reader);
            return new CsvRows(CSVParser.parse(reader, FORMAT));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
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
