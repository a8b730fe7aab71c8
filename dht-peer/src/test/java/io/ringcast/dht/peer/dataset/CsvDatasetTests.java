package io.ringcast.dht.peer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
        refused("Key,a\nx,1\n", "has no column 'key'; dht.key-column is one of [Key, a], probably 'Key'");
        refused("key;a\nx;1\n", "separates its columns by semicolons; save it with commas between them");
        refused("key\ta\nx\t1\n", "separates its columns by tabs");
        refused("name,a\nx,1\n", "has no column 'key'; dht.key-column is one of [name, a]");
        refused("key,a\n", "has no records");
        refused("key,key\nx,1\n", "each once");
        refused("key,a\nx,1\ny\n", "record 3 (line 3): it has 1 fields, and the header has 2");
        refused("key,a\nx,1\ny,2,3\n", "record 3 (line 3): it has 3 fields, and the header has 2");
        refused("key,a\nx,1\ny,2\nx,3\n", "record 4 (line 4): 'x' is there already, and keys are unique");
        refused("key,a\n,1\n", "record 2 (line 2): the key has 1 to 1024 characters");
        refused("key,a\nx," + "y".repeat(31_000) + "\n", "it has 31008 bytes as JSON, and a record has at most 30000");
        refused(
                "key,a\nx,\"1\n2\"\ny,\"unclosed\n",
                "cannot be read from line 4 on: a field that begins with a double quote ends with one");
    }

    @Test
    void aFileThatIsNoTextIsCalledByItsName() throws IOException {
        refusedBytes(new byte[] {0x1F, (byte) 0x8B, 8, 0}, "is a gzip file; unpack it first (gunzip)");
        refusedBytes(new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, "is a ZIP file, as an .xlsx or .ods workbook is");
        refusedBytes(
                "\uFEFFkey,a\nx,1\n".getBytes(StandardCharsets.UTF_16LE),
                "is in UTF-16LE, and dht.charset is UTF-8; set dht.charset=UTF-16LE, or save the file in UTF-8");
        refusedBytes("key,a\nx,1\n".getBytes(StandardCharsets.UTF_16BE), "is in UTF-16BE, and dht.charset is UTF-8");
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
        assertThat(CsvDataset.validate(auto).shape().tableSize()).isEqualTo(11);
    }
}
