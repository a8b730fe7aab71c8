package io.ringcast.dht.peer.dataset;

import io.ringcast.dht.peer.domain.Placement;
import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.NearestName;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVRecord;

/** A dataset that has been read once from beginning to end and found right. */
public final class CsvDataset {
    private final DatasetSource source;
    private final DatasetShape shape;
    private final long records;

    private CsvDataset(DatasetSource source, DatasetShape shape, long records) {
        this.source = source;
        this.shape = shape;
        this.records = records;
    }

    /**
     * Reads the whole file without keeping its records: only the keys, to find duplicates.
     *
     * @throws DatasetException if anything about it is wrong: nothing of it must be sent then
     */
    public static CsvDataset validate(DatasetSource source) throws DatasetException {
        DatasetFile.requireText(source);
        try (CsvRows rows = CsvRows.open(source)) {
            List<String> columns = rows.columns();
            int key = keyColumn(source, columns);
            long records = counted(source, rows, columns.size(), key);
            int tableSize = source.tableSize() == 0 ? Placement.tableSizeFor(records) : source.tableSize();
            TableShape table = new TableShape(tableSize, source.hash(), source.year());
            return new CsvDataset(source, new DatasetShape(columns, key, table), records);
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e, 1);
        }
    }

    static DatasetException unreadable(DatasetSource source, Exception cause, long line) {
        for (Throwable e = cause; e != null; e = e.getCause()) {
            if (e instanceof CharacterCodingException) {
                return DatasetFile.misfit(source, cause);
            }
            if (e instanceof ZipException || e instanceof EOFException) {
                return new DatasetException(
                        source.file() + " is a damaged or incomplete gzip file; fetch it again", cause);
            }
            if (e instanceof CSVException) {
                return new DatasetException(
                        source.file() + " cannot be read from line " + line
                                + " on: a field that begins with a double quote"
                                + " ends with one, and a double quote in it is written twice",
                        cause);
            }
        }
        return new DatasetException(source.file() + " cannot be read: " + cause.getMessage(), cause);
    }

    private static int keyColumn(DatasetSource source, List<String> columns) throws DatasetException {
        int key = named(source.keyColumn(), columns);
        if (key < 0) {
            DatasetFile.requireCsv(source, columns);
        }
        if (columns.size() > Limits.COLUMNS_MAX || new HashSet<>(columns).size() < columns.size()) {
            throw new DatasetException(source.file() + ": the header names 1 to " + Limits.COLUMNS_MAX
                    + " columns, each once, not " + columns);
        }
        if (key < 0) {
            String guess = NearestName.of(source.keyColumn(), columns)
                    .map(name -> ", probably '" + name + "'")
                    .orElse("");
            throw new DatasetException(source.file() + " has no column '" + source.keyColumn()
                    + "'; dht.key-column is one of " + columns + guess);
        }
        return key;
    }

    /** The column of that name, which may be written in other case, and with spaces for underscores; -1 if there is none. */
    private static int named(String name, List<String> columns) {
        int exact = columns.indexOf(name);
        List<String> simple = columns.stream().map(CsvDataset::simplified).toList();
        String wanted = simplified(name);
        return exact >= 0 || simple.indexOf(wanted) != simple.lastIndexOf(wanted) ? exact : simple.indexOf(wanted);
    }

    private static String simplified(String name) {
        return name.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
    }

    private static long counted(DatasetSource source, CsvRows rows, int columns, int keyColumn)
            throws DatasetException {
        try {
            return count(source, rows, columns, keyColumn);
        } catch (UncheckedIOException e) {
            throw unreadable(source, e, rows.line());
        }
    }

    private static long count(DatasetSource source, CsvRows rows, int columns, int keyColumn) throws DatasetException {
        Set<String> keys = new HashSet<>();
        for (CSVRecord row = rows.next(); row != null; row = rows.next()) {
            String where = source.file() + ", record " + row.getRecordNumber() + " (line " + rows.line() + "): ";
            if (row.size() != columns) {
                throw new DatasetException(where + "it has " + row.size() + " fields, and the header has " + columns);
            }
            String key = row.get(keyColumn);
            if (key.isEmpty() || key.length() > Limits.KEY_LENGTH_MAX) {
                throw new DatasetException(where + "the key has 1 to " + Limits.KEY_LENGTH_MAX + " characters");
            }
            if (!source.hash().accepts(key)) {
                throw new DatasetException(where + "the key '" + key + "' is no number, and dht.hash is "
                        + source.hash().word() + "; dht.hash=" + KeyHash.CODE_POINTS.word() + " takes any key");
            }
            if (!keys.add(key)) {
                throw new DatasetException(where + "'" + key + "' is there already, and keys are unique");
            }
            long bytes = JsonSize.ofTexts(List.of(row.values()));
            if (bytes > Limits.RECORD_BYTES_MAX) {
                throw new DatasetException(where + "it has " + bytes + " bytes as JSON, and a record has at most "
                        + Limits.RECORD_BYTES_MAX);
            }
        }
        if (keys.isEmpty()) {
            throw new DatasetException(source.file() + " has no records; there is one on each line after the header");
        }
        return keys.size();
    }

    /** Columns, key and table size. */
    public DatasetShape shape() {
        return shape;
    }

    /** How many records it has. */
    public long records() {
        return records;
    }

    /** Starts to read it again. */
    public DatasetReader read() throws DatasetException {
        try {
            return new DatasetReader(source, CsvRows.open(source));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(source, e, 1);
        }
    }
}
