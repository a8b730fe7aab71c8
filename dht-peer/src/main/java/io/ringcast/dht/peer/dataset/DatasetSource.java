package io.ringcast.dht.peer.dataset;

import io.ringcast.protocol.records.KeyHash;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the dataset is and how to read it.
 *
 * @param file a CSV file with a header line, which may be packed by gzip; lines may end in LF, CR LF or CR. Where it has {@value
 *     #YEAR} in its name there is one for each year
 * @param charset in which it is written, unless it begins with a byte order mark
 * @param keyColumn header of the column whose values are unique and hashed; the file may write it in other case
 * @param tableSize positions of each local table; 0: the first prime above twice the number of records
 * @param hash how a key becomes a position
 * @param year for which it is; 0 for any
 */
public record DatasetSource(Path file, Charset charset, String keyColumn, int tableSize, KeyHash hash, int year) {
    private static final String YEAR = "{year}";

    /** The only one, by code points. */
    public DatasetSource(Path file, Charset charset, String keyColumn, int tableSize) {
        this(file, charset, keyColumn, tableSize, KeyHash.CODE_POINTS, 0);
    }

    /** Whether the name has a place for a year. */
    public static boolean isYearly(Path file) {
        return file.toString().contains(YEAR);
    }

    /**
     * The dataset of a year.
     *
     * @param wanted 0 if no year was named
     * @throws DatasetException if there is one for each year and none was named, or the other way round
     */
    public DatasetSource of(int wanted) throws DatasetException {
        boolean yearly = isYearly(file);
        if (yearly && wanted == 0) {
            throw new DatasetException(
                    "dht.dataset is " + file + ", one file for each year; name a year, such as 1996");
        }
        if (!yearly && wanted != 0) {
            throw new DatasetException("dht.dataset is " + file + " whatever the year; leave the year out, or write "
                    + YEAR + " where it stands in the name of the file");
        }
        if (!yearly) {
            return this;
        }
        Path named = Path.of(file.toString().replace(YEAR, String.valueOf(wanted)));
        Path packed = Path.of(named + ".gz");
        Path found = Files.notExists(named) && Files.exists(packed) ? packed : named;
        return new DatasetSource(found, charset, keyColumn, tableSize, hash, wanted);
    }
}
