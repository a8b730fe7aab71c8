package io.ringcast.replication.sqlite;

import static io.ringcast.replication.sqlite.Entries.EPOCH;
import static io.ringcast.replication.sqlite.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stores that lack a part: none is taken for an empty one, and none is changed. */
class IncompleteStoreTests {
    private static final EpochHistory EPOCHS = new EpochHistory(List.of(new EpochHistory.Start(EPOCH, 0, true)));

    @TempDir
    private Path scratch = Path.of("");

    private static SqliteStorage open(Path directory) {
        return SqliteStorage.open(new StoreSettings(directory, Durability.ALWAYS, 1_000, "reservation"));
    }

    /** A store in use, in which 300 changes were acknowledged. */
    private SqliteStorage running() {
        SqliteStorage storage = open(scratch.resolve("store"));
        storage.installSnapshot("genesis".getBytes(StandardCharsets.UTF_8), 0, EPOCHS, List.of(), List.of());
        for (int first = 1; first <= 300; first += 10) {
            storage.append(entries(first, first + 9), first);
        }
        return storage;
    }

    /** Copies these files of the store into a directory of their own. */
    private Path copy(String... names) throws IOException {
        Path copy = Files.createDirectory(scratch.resolve("copy"));
        for (String name : names) {
            Files.copy(scratch.resolve("store").resolve(name), copy.resolve(name));
        }
        return copy;
    }

    private static void assertRefused(Path directory, String... reasons) throws IOException {
        List<String> before = contents(directory);
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("incomplete")
                .hasMessageContaining("No data was changed")
                .hasMessageContainingAll(reasons)
                .message()
                .doesNotContain("move it away", "Move the directory away");
        assertThat(contents(directory)).isEqualTo(before);
    }

    private static List<String> contents(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("replica") || name.startsWith("image"))
                    .sorted()
                    .toList();
        }
    }

    private static void assertHolds300Changes(Path directory) {
        try (SqliteStorage storage = open(directory)) {
            assertThat(storage.load().changes()).isEqualTo(entries(1, 300));
        }
    }

    @Test
    void aDatabaseThatWasCopiedWithoutItsWriteAheadLogIsRefused() throws IOException {
        try (SqliteStorage running = running()) {
            assertThat(running.installations()).isEqualTo(1);
            assertRefused(copy("replica.db"), "replica.db-wal", "is missing");
        }
    }

    @Test
    void soIsOneWithItsImage() throws IOException {
        try (SqliteStorage running = running()) {
            assertThat(running.installations()).isEqualTo(1);
            assertRefused(copy("replica.db", "image-1"), "replica.db-wal", "is missing");
        }
    }

    @Test
    void aStoreWithoutItsImageIsRefusedAndWorksAgainWithIt() throws IOException {
        Path copy;
        try (SqliteStorage running = running()) {
            assertThat(running.installations()).isEqualTo(1);
            copy = copy("replica.db", "replica.db-wal");
        }
        assertRefused(copy, "image-1", "is missing");
        Files.copy(scratch.resolve("store/image-1"), copy.resolve("image-1"));
        assertHolds300Changes(copy);
    }

    @Test
    void allPartsOfAStoreInUseAreAStore() throws IOException {
        Path copy;
        try (SqliteStorage running = running()) {
            assertThat(running.installations()).isEqualTo(1);
            copy = copy("replica.db", "replica.db-wal", "image-1");
        }
        assertHolds300Changes(copy);
        assertHolds300Changes(copy); // In order now, without a write-ahead log.
    }

    @Test
    void theDatabaseOfAStoppedServerNeedsNoWriteAheadLog() throws IOException {
        running().close();
        assertHolds300Changes(copy("replica.db", "image-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image-2", "replica.db-wal"})
    void aPartWithoutItsDatabaseIsRefusedAndKept(String part) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("part"));
        Files.writeString(directory.resolve(part), "of a store");
        assertRefused(directory, "replica.db is missing", part);
        assertThat(directory.resolve(part)).hasContent("of a store");
    }

    @Test
    void anEmptyDatabaseFileIsRefused() throws IOException {
        running().close();
        Files.write(scratch.resolve("store/replica.db"), new byte[0]);
        assertRefused(scratch.resolve("store"), "replica.db is empty");
    }

    /** So is what remains of a store of release 0.1.0 whose write-ahead log was never brought into the database. */
    @Test
    void aDatabaseWithoutTablesIsRefused() throws IOException, SQLException {
        Path directory = Files.createDirectory(scratch.resolve("headless"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("replica.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
        }
        assertThat(directory.resolve("replica.db")).isNotEmptyFile();
        assertRefused(directory, "holds no tables", "replica.db-wal");
    }

    @Test
    void whatAnInterruptedCreationLeftIsNoPartOfAStore() throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("unfinished"));
        for (String leftover : List.of("replica.db.new", "replica.db.new-wal", "replica.db.new-journal", "lock")) {
            Files.writeString(directory.resolve(leftover), "half of a database");
        }
        try (SqliteStorage storage = open(directory)) {
            assertThat(storage.load().snapshot()).isNull();
        }
        assertThat(contents(directory)).containsExactly("replica.db");
    }
}
