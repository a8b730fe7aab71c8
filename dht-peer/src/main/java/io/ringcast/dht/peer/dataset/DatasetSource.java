package io.ringcast.dht.peer.dataset;

import java.nio.charset.Charset;
import java.nio.file.Path;

/**
 * Where the dataset is and how to read it.
 *
 * @param file a CSV file with a header line; lines may end in LF, CR LF or CR
 * @param charset in which it is written
 * @param keyColumn header of the column whose values are unique and hashed
 * @param tableSize positions of each local table; 0: the first prime above twice the number of records
 */
public record DatasetSource(Path file, Charset charset, String keyColumn, int tableSize) {}
