package io.ringcast.dht.peer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.protocol.records.KeyHash;
import io.ringcast.protocol.records.TableShape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvDatasetTests {
    private static final Path COUNTRIES = Path.of("../data/StatsCountry.csv");
    private static final Path ORIGINAL = Path.of("src/test/resources/StatsCountry.original.csv");

    @TempDir
    private Path directory;

    private static DatasetSource countries(Path file, String charset) {
        return new DatasetSource(file, Charset.forName(charset), "Long Name", 353);
    }

    private DatasetSource file(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("data.csv"), text);
        return new DatasetSource(file, StandardCharsets.UTF_8, "key", 353);
    }

    private static List<List<String>> all(CsvDataset dataset) throws DatasetException {
        List<List<String>> records = new ArrayList<>();
        try (DatasetReader reader = dataset.read()) {
            while (!reader.isAtEnd()) {
                records.addAll(reader.read(100));
            }
        }
        return records;
    }

    private void refused(String text, String sentence) throws IOException {
        DatasetSource source = file(text);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(source))
                .withMessageContaining(sentence);
    }

    @Test
    void allTheCountriesAreRead() throws DatasetException {
        CsvDataset dataset = CsvDataset.validate(countries(COUNTRIES, "UTF-8"));
        assertThat(dataset.records()).isEqualTo(241);
        assertThat(dataset.shape().columns()).hasSize(9).startsWith("Country Code", "Short Name");
        assertThat(dataset.shape().keyColumn()).isEqualTo(3);
        assertThat(all(dataset))
                .hasSize(241)
                .anySatisfy(values -> assertThat(values).contains("Republic of Zimbabwe"));
    }

    @Test
    void theOriginalFileLoadsWithItsOwnCharset() throws DatasetException {
        CsvDataset dataset = CsvDataset.validate(countries(ORIGINAL, "x-MacRoman"));
        assertThat(all(dataset))
                .hasSize(241)
                .allSatisfy(values -> assertThat(values).hasSize(9));
    }

    @Test
    void theOriginalFileIsRefusedWithTheDefaultCharset() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(countries(ORIGINAL, "UTF-8")))
                .withMessageContainingAll("is not in UTF-8: line ", " has the byte 0x", "; dht.charset names the one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDoAndTheLastLineNeedsNone(String end) throws Exception {
        CsvDataset dataset = CsvDataset.validate(file("key,a" + end + "x,1" + end + "\"y, z\",2"));
        assertThat(all(dataset)).containsExactly(List.of("x", "1"), List.of("y, z", "2"));
    }

    @Test
    void aByteOrderMarkIsNotPartOfTheFirstColumn() throws Exception {
        assertThat(CsvDataset.validate(file("\uFEFFkey,a\nx,1\n")).shape().columns())
                .containsExactly("key", "a");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        refused("", "is empty; a dataset has the names of its columns in the first line");
        refused("\n", "has no column 'key'");
        refused("keys,a\nx,1\n", "has no column 'key'; dht.key-column is one of [keys, a], probably 'keys'");
        refused("key;a\nx;1\n", "separates its columns by semicolons; save it with commas between them");
        refused("key\ta\nx\t1\n", "separates its columns by tabs");
        refused("key|a\nx|1\n", "separates its columns by vertical bars");
        refused("key;a, and b;c\nx;1;2\n", "separates its columns by semicolons");
        refused("<!DOCTYPE html>\n<p>404</p>", "is a web page (HTML), perhaps that of a download that failed");
        refused("<?xml version=\"1.0\"?>\n<a/>", "is XML; save it as CSV");
        refused("{\"key\": \"x\"}", "is JSON; save it as CSV");
        refused("[\n{\"key\": \"x\"}]", "is JSON; save it as CSV");
        refused("name,a\nx,1\n", "has no column 'key'; dht.key-column is one of [name, a]");
        refused("key,a\n", "has no records");
        refused("key,key\nx,1\n", "each once");
        refused("key,a\nx,1\ny\n", "record 3 (line 3): it has 1 fields, and the header has 2");
        refused("key,a\nx,1\ny,2,3\n", "record 3 (line 3): it has 3 fields, and the header has 2");
        refused("key,a\nx,1\ny,2\nx,3\n", "record 4 (line 4): 'x' is there already, and keys are unique");
        refused("key,a\n,1\n", "record 2 (line 2): the key has 1 to 1024 characters");
        refused(
                "key,a\nx," + "y".repeat(1_000_000) + "\n",
                "it has 1000008 bytes as JSON, and a record has at most 1000000");
        refused(
                "key,a\nx,\"1\n2\"\ny,\"unclosed\n",
                "cannot be read from line 4 on: a field that begins with a double quote ends with one");
    }

    @Test
    void aFileThatIsNoTextIsCalledByItsName() throws IOException {
        refusedBytes(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, "is a ZIP file, as an .xlsx or .ods workbook is");
        refusedBytes("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), "is a PDF; save the table in it as CSV");
        refusedBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "is a picture (PNG)");
        refusedBytes(new byte[] {'P', 'A', 'R', '1', 0x15, 4}, "is a Parquet file; export it as CSV");
        byte[] tar = Arrays.copyOf(new byte[] {'k', 'e', 'y'}, 512);
        System.arraycopy(new byte[] {'u', 's', 't', 'a', 'r'}, 0, tar, 257, 5);
        refusedBytes(tar, "is a tar archive; unpack it first");
        refusedBytes(packed(tar), "data.csv, unpacked, is a tar archive");
        refusedBytes(packed(new byte[0]), "data.csv, unpacked, is empty");
        refusedBytes("key,a\nx,1\n".getBytes(StandardCharsets.UTF_16BE), "is in UTF-16BE, and dht.charset is UTF-8");
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    @Test
    void aFileIsUnpackedWhateverItsNameSays() throws Exception {
        DatasetSource source = bytes(packed("\uFEFFKEY,a\r\nx,1".getBytes(StandardCharsets.UTF_8)));
        assertThat(all(CsvDataset.validate(source))).containsExactly(List.of("x", "1"));
    }

    /** At every length: what is left of a packed file is refused and never taken for a whole one. */
    @Test
    void aPackedFileThatIsIncompleteIsRefused() throws Exception {
        byte[] whole = packed("key,a\nx,1\ny,2\n".getBytes(StandardCharsets.UTF_8));
        for (int length = 2; length < whole.length; length++) {
            DatasetSource source = bytes(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(DatasetException.class)
                    .as("%d bytes", length)
                    .isThrownBy(() -> CsvDataset.validate(source))
                    .withMessageContaining("is a damaged or incomplete gzip file; fetch it again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-8"})
    void aByteOrderMarkTellsTheCharsetWhateverIsConfigured(String charset) throws Exception {
        DatasetSource source = bytes("\uFEFFkey,a\nx,Zoë\n".getBytes(Charset.forName(charset)));
        assertThat(all(CsvDataset.validate(source))).containsExactly(List.of("x", "Zoë"));
        DatasetSource other = new DatasetSource(source.file(), StandardCharsets.ISO_8859_1, "key", 353);
        assertThat(all(CsvDataset.validate(other))).containsExactly(List.of("x", "Zoë"));
    }

    private DatasetSource bytes(byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve("data.csv"), bytes);
        return new DatasetSource(file, StandardCharsets.UTF_8, "key", 353);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVENT_ID", "event_id", "Event ID", "Event_Id"})
    void aKeyColumnMayBeWrittenInOtherCase(String header) throws Exception {
        Path file = Files.writeString(directory.resolve("data.csv"), "a," + header + "\n1,7\n");
        var source = new DatasetSource(file, StandardCharsets.UTF_8, "EVENT_ID", 0, KeyHash.NUMBER, 1996);
        assertThat(CsvDataset.validate(source).shape())
                .isEqualTo(new DatasetShape(List.of("a", header), 1, new TableShape(3, KeyHash.NUMBER, 1996)));
    }

    @Test
    void aColumnThatIsNamedExactlyComesBeforeOneInOtherCase() throws Exception {
        assertThat(CsvDataset.validate(file("KEY,key\n1,2\n")).shape().keyColumn())
                .isEqualTo(1);
        refused("KEY,Key\n1,2\n", "has no column 'key'");
    }

    @Test
    void aKeyThatIsNoNumberIsRefusedWhereNumbersAreHashed() throws Exception {
        DatasetSource source = file("key,a\n17,1\nx17,2\n");
        var numbers = new DatasetSource(source.file(), source.charset(), "key", 0, KeyHash.NUMBER, 0);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(numbers))
                .withMessageContaining("record 3 (line 3): the key 'x17' is no number, and dht.hash is number");
    }

    /** As the publisher of the storm data distributes it: 51 columns, all quoted, with texts of several lines. */
    @Test
    void largeRecordsOfQuotedColumnsWithLineBreaksAreRead() throws Exception {
        int records = 300;
        StringBuilder text = new StringBuilder("\"EVENT_ID\"");
        for (int column = 1; column < 51; column++) {
            text.append(",\"COLUMN_").append(column).append('"');
        }
        for (int record = 0; record < records; record++) {
            text.append("\r\n\"").append(5_500_000 + record).append('"');
            for (int column = 1; column < 51; column++) {
                String line = "He said \"\"run\"\", and all ran.\r\n\r\n";
                text.append(",\"")
                        .append(column == 50 ? line.repeat(1 + 7 * record) : "")
                        .append('"');
            }
        }
        Path file = Files.write(
                directory.resolve("data.csv"), packed(text.toString().getBytes(StandardCharsets.UTF_8)));
        var source = new DatasetSource(file, StandardCharsets.UTF_8, "event_id", 0, KeyHash.NUMBER, 0);
        CsvDataset dataset = CsvDataset.validate(source);
        assertThat(dataset.records()).isEqualTo(records);
        assertThat(all(dataset))
                .hasSize(records)
                .allSatisfy(values -> assertThat(values).hasSize(51));
        assertThat(all(dataset).getLast().getLast())
                .startsWith("He said \"run\", and")
                .endsWith("ran.\r\n\r\n");
    }

    /** What is read at once waits in memory until it is sent. */
    @Test
    void fewLargeRecordsAreReadAtOnce() throws Exception {
        StringBuilder text = new StringBuilder("key,a\n");
        for (int i = 0; i < 10; i++) {
            text.append(i).append(',').append("x".repeat(400_000)).append('\n');
        }
        try (DatasetReader reader = CsvDataset.validate(file(text.toString())).read()) {
            assertThat(reader.read(1_024)).hasSize(3);
            assertThat(reader.isAtEnd()).isFalse();
        }
    }

    @Test
    void aDirectoryIsNoDataset() {
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(new DatasetSource(directory, StandardCharsets.UTF_8, "key", 353)))
                .withMessageContaining("is a directory; dht.dataset names a CSV file");
    }

    @Test
    void thereMayBeADatasetForEachYear() throws Exception {
        Files.writeString(directory.resolve("d-1950.csv"), "key\nplain\n");
        Files.write(directory.resolve("d-1950.csv.gz"), packed("key\nnot this\n".getBytes(StandardCharsets.UTF_8)));
        Files.write(directory.resolve("d-1951.csv.gz"), packed("key\npacked\n".getBytes(StandardCharsets.UTF_8)));
        var yearly = new DatasetSource(directory.resolve("d-{year}.csv"), StandardCharsets.UTF_8, "key", 353);
        assertThat(all(CsvDataset.validate(yearly.of(1950)))).containsExactly(List.of("plain"));
        assertThat(all(CsvDataset.validate(yearly.of(1951)))).containsExactly(List.of("packed"));
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(yearly.of(1952)))
                .withMessageContaining("d-1952.csv does not exist");
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> yearly.of(0))
                .withMessageContaining("one file for each year; name a year");
        DatasetSource only = file("key\nx\n");
        assertThat(only.of(0)).isEqualTo(only);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> only.of(1950))
                .withMessageContaining("whatever the year; leave the year out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE"})
    void aFileInUtf16IsReadIfThatIsConfigured(String charset) throws Exception {
        Path file = Files.writeString(directory.resolve("data.csv"), "\uFEFFkey,a\nx,Zoë\n", StandardCharsets.UTF_16LE);
        CsvDataset dataset = CsvDataset.validate(new DatasetSource(file, Charset.forName(charset), "key", 353));
        assertThat(all(dataset)).containsExactly(List.of("x", "Zoë"));
    }

    private void refusedBytes(byte[] bytes, String sentence) throws IOException {
        Path file = Files.write(directory.resolve("data.csv"), bytes);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(new DatasetSource(file, StandardCharsets.UTF_8, "key", 353)))
                .withMessageContaining(sentence);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        DatasetSource nowhere = new DatasetSource(directory.resolve("no.csv"), StandardCharsets.UTF_8, "key", 353);
        assertThatExceptionOfType(DatasetException.class)
                .isThrownBy(() -> CsvDataset.validate(nowhere))
                .withMessageContaining("does not exist or cannot be read");
    }

    @Test
    void theTableSizeCanFollowTheNumberOfRecords() throws Exception {
        DatasetSource source = file("key\na\nb\nc\nd\ne\n");
        DatasetSource auto = new DatasetSource(source.file(), source.charset(), "key", 0);
        assertThat(CsvDataset.validate(auto).shape().table().size()).isEqualTo(11);
    }
}
