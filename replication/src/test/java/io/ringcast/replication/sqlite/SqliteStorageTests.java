package io.ringcast.replication.sqlite;

import static io.ringcast.replication.sqlite.Entries.EPOCH;
import static io.ringcast.replication.sqlite.Entries.bytes;
import static io.ringcast.replication.sqlite.Entries.entries;
import static io.ringcast.replication.sqlite.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaStorage.Contents;
import io.ringcast.replication.log.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStorageTests {
    private static final EpochHistory EPOCHS = new EpochHistory(List.of(new EpochHistory.Start(EPOCH, 0, true)));

    @TempDir
    private Path directory = Path.of("");

    private SqliteStorage open() {
        return SqliteStorage.open(new StoreSettings(directory, Durability.ALWAYS, 100, "reservation"));
    }

    private static byte[] snapshot(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aNewStoreHoldsNothing() {
        try (SqliteStorage storage = open()) {
            assertThat(storage.load())
                    .isEqualTo(new Contents(null, List.of(), new EpochHistory(List.of()), 0, List.of()));
        }
    }

    @Test
    void whatWasAppendedIsThereAfterReopening() {
        var reapplied =
                new LogEntry(4, EPOCH, new RequestId("other", 9), 5, bytes("c"), bytes("o"), bytes("told"), null);
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 3), 2);
            storage.append(List.of(reapplied), 3);
            storage.append(List.of(), 4);
        }
        try (SqliteStorage storage = open()) {
            Contents contents = storage.load();
            assertThat(contents.snapshot()).isEqualTo(bytes("genesis"));
            assertThat(contents.changes()).containsExactly(entry(1), entry(2), entry(3), reapplied);
            assertThat(contents.epochs()).isEqualTo(EPOCHS);
            assertThat(contents.certainIndex()).isEqualTo(4);
            assertThat(storage.page(1, 2)).containsExactly(entry(2), entry(3));
            assertThat(storage.page(2, 2)).containsExactly(entry(3), reapplied);
            assertThat(storage.after(3)).containsExactly(reapplied);
        }
    }

    @Test
    void anAdoptedStateTakesThePlaceOfEverythingAndKeepsWhatIsLostUntilItIsSettled() {
        var first = new LostChange(entry(2), true, null);
        var second = new LostChange(entry(3), false, null);
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 3), 3);
            assertThat(storage.load().certainIndex()).isEqualTo(3);
            storage.installSnapshot(snapshot("theirs"), 7, longer(), List.of(entry(7)), List.of(first, second));
            assertThat(storage.load().certainIndex()).isZero();
            storage.settle(Told.of(first.entry()));
            storage.append(List.of(entry(8)), 7);
        }
        try (SqliteStorage storage = open()) {
            Contents contents = storage.load();
            assertThat(contents.snapshot()).isEqualTo(bytes("theirs"));
            assertThat(contents.changes()).containsExactly(entry(8));
            assertThat(storage.after(0)).containsExactly(entry(7), entry(8));
            assertThat(contents.epochs()).isEqualTo(longer());
            assertThat(contents.lost()).containsExactly(second);
        }
    }

    @Test
    void howALostChangeWasDecidedByOthersIsKept() {
        var lost = List.of(
                new LostChange(entry(2), true, null),
                new LostChange(entry(3), true, new Kept<>(null)),
                new LostChange(entry(4), true, new Kept<>(bytes("-"))));
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("theirs"), 7, EPOCHS, List.of(), lost);
        }
        try (SqliteStorage storage = open()) {
            assertThat(storage.load().lost()).isEqualTo(lost);
        }
    }

    @Test
    void theSchemasOfOlderReleasesAreBroughtUpToDate() throws SQLException {
        var lost = List.of(new LostChange(entry(2), true, null));
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("theirs"), 7, EPOCHS, List.of(entry(7)), lost);
        }
        execute(
                "ALTER TABLE lost DROP COLUMN kept",
                "ALTER TABLE lost DROP COLUMN decided_twice",
                "PRAGMA user_version=3");
        assertHoldsWhatWasAdopted(lost);
        execute("DELETE FROM meta WHERE name='needs_wal'", "PRAGMA user_version=4");
        assertHoldsWhatWasAdopted(lost);
        assertHoldsWhatWasAdopted(lost);
    }

    private void assertHoldsWhatWasAdopted(List<LostChange> lost) {
        try (SqliteStorage storage = open()) {
            Contents contents = storage.load();
            assertThat(contents.snapshot()).isEqualTo(bytes("theirs"));
            assertThat(storage.after(0)).containsExactly(entry(7));
            assertThat(contents.lost()).isEqualTo(lost);
        }
    }

    @Test
    void aSchemaThatIsTooOldOrNewerThanThisReleaseIsRefusedAndLeftAlone() throws Exception {
        open().close();
        execute("PRAGMA user_version=2");
        assertRefusedUntouched(directory.resolve("replica.db"), "version 2", "reads 3 to 5");
        execute("PRAGMA user_version=6");
        assertRefusedUntouched(
                directory.resolve("replica.db"), "version 6, from a newer release", "Start the release that wrote it");
    }

    private void execute(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("replica.db"));
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private static EpochHistory longer() {
        return new EpochHistory(
                List.of(new EpochHistory.Start(EPOCH, 0, true), new EpochHistory.Start(EPOCH, 7, false)));
    }

    @Test
    void aCheckpointBoundsWhatARestartReadsAndKeepsTheTrailAsLongAsAsked() {
        byte[] large = new byte[700_000];
        new Random(1).nextBytes(large);
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            for (int first = 1; first <= 250; first += 10) {
                storage.append(entries(first, first + 9), first);
            }
            storage.checkpoint(to -> writeInPieces(large, to), 240, storage.installations());
            Contents contents = storage.load();
            assertThat(contents.snapshot()).isEqualTo(io.ringcast.replication.api.Encoded.of(large));
            assertThat(contents.changes()).isEqualTo(entries(241, 250));
            assertThat(contents.certainIndex()).isEqualTo(241);
            assertThat(storage.after(0)).isEqualTo(entries(151, 250));
        }
    }

    private static void writeInPieces(byte[] bytes, OutputStream to) throws IOException {
        for (int i = 0; i < bytes.length; i += 7) {
            to.write(bytes, i, Math.min(7, bytes.length - i));
        }
    }

    @Test
    void aCheckpointCutsNoBatchAndKeepsTheLastOneForItsCertainIndex() {
        try (SqliteStorage storage =
                SqliteStorage.open(new StoreSettings(directory, Durability.ALWAYS, 0, "reservation"))) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 10), 5);
            storage.append(entries(11, 20), 15);
            storage.checkpoint(to -> to.write(snapshot("at 14")), 14, storage.installations());
            assertThat(storage.after(0)).isEqualTo(entries(11, 20));
            assertThat(storage.load().changes()).isEqualTo(entries(15, 20));

            storage.checkpoint(to -> to.write(snapshot("at 20")), 20, storage.installations());
            assertThat(storage.load().changes()).isEmpty();
            assertThat(storage.load().certainIndex()).isEqualTo(15);
        }
    }

    @Test
    void aCheckpointThatFindsNoSpaceLeavesTheLastOneAndNoFile() throws IOException {
        byte[] half = new byte[600_000];
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 10), 10);
            assertThatThrownBy(() -> storage.checkpoint(
                            to -> {
                                to.write(half, 0, 250_000);
                                to.write(half, 250_000, 250_000);
                                to.write(half, 500_000, 100_000);
                                throw new IOException("No space left on device");
                            },
                            5,
                            storage.installations()))
                    .isInstanceOf(StorageException.class)
                    .hasRootCauseMessage("No space left on device");
            assertThat(storage.load().snapshot()).isEqualTo(bytes("genesis"));
            assertThat(storage.load().changes()).isEqualTo(entries(1, 10));
            assertThat(snapshots()).containsExactly("image-1");
            assertThat(storage.checkpoint(to -> to.write(snapshot("at 10")), 10, storage.installations()))
                    .isEqualTo(5);
            assertThat(storage.load().snapshot()).isEqualTo(bytes("at 10"));
            assertThat(snapshots()).containsExactly("image-3");
        }
    }

    private List<String> snapshots() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("image"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatADeathLeftIsClearedUpAndNothingElse() throws IOException {
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
        }
        Files.writeString(directory.resolve("image-2"), "half of a stat");
        Files.writeString(directory.resolve("image-of-my-cat"), "not ours");
        try (SqliteStorage storage = open()) {
            assertThat(storage.load().snapshot()).isEqualTo(bytes("genesis"));
            assertThat(snapshots()).containsExactly("image-1", "image-of-my-cat");
            storage.installSnapshot(snapshot("theirs"), 5, EPOCHS, List.of(), List.of());
            assertThat(snapshots()).hasSize(2).contains("image-of-my-cat");
        }
        try (SqliteStorage storage = open()) {
            assertThat(storage.load().snapshot()).isEqualTo(bytes("theirs"));
        }
    }

    @Test
    void anImageThatIsDamagedOrMissingIsRefusedAndEverythingLeftAlone() throws IOException {
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
        }
        Path file = directory.resolve("image-1");
        Files.writeString(directory.resolve("image-2"), "a death left this");
        for (String damaged : List.of("genesiS", "genesi", "")) {
            Files.writeString(file, damaged);
            assertRefusedUntouched(file, file + " is damaged");
        }
        Files.delete(file);
        assertRefusedUntouched(
                directory.resolve("replica.db"), "image-1, the state as of the oldest change, is missing");
        assertThat(snapshots()).containsExactly("image-2");

        Files.writeString(file, "genesis");
        try (SqliteStorage storage = open()) {
            assertThat(storage.load().snapshot()).isEqualTo(bytes("genesis"));
        }
    }

    @Test
    void aCheckpointOfAStateThatWasReplacedMeanwhileIsWorthNothing() {
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            long before = storage.installations();
            storage.installSnapshot(snapshot("theirs"), 5, EPOCHS, List.of(), List.of());
            storage.checkpoint(to -> to.write(snapshot("mine")), 9, before);
            assertThat(storage.load().snapshot()).isEqualTo(bytes("theirs"));
        }
    }

    @Test
    void aSecondServerOnTheSameDirectoryIsRefused() {
        try (SqliteStorage first = open()) {
            assertThat(first.load().snapshot()).isNull();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("in use by another server")
                    .hasMessageContaining("--reservation.store");
        }
        open().close();
    }

    @Test
    void anotherProgramsDatabaseIsRefusedAndLeftAlone() throws SQLException, IOException {
        Path file = directory.resolve("replica.db");
        try (var foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = foreign.createStatement()) {
            statement.execute("CREATE TABLE diary(day TEXT)");
        }
        assertRefusedUntouched(file, "another program", "No data was changed");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
        Path file = directory.resolve("replica.db");
        Files.writeString(file, "Dear diary, ".repeat(1_000));
        assertRefusedUntouched(file, "not a database", "No data was changed");
    }

    @Test
    void aDamagedDatabaseIsRefusedAndLeftAlone() throws IOException {
        try (SqliteStorage storage = open()) {
            storage.installSnapshot(new byte[300_000], 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 2_000), 1);
        }
        Path file = directory.resolve("replica.db");
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 4096; i < bytes.length; i += 4096) {
            bytes[i] ^= 0x55; // The first byte of a page tells its type.
        }
        Files.write(file, bytes);
        assertRefusedUntouched(file, "replica.db is damaged", "Move the directory away");
    }

    @Test
    void aStoreThatLacksATableIsRefusedAndNotHeldOpen() throws SQLException {
        open().close();
        change("DROP TABLE log");

        assertThatThrownBy(this::open).isInstanceOf(StorageException.class).hasMessageContaining("no such table");

        change("CREATE TABLE whoever_wants_to(write INTEGER)"); // The refused server would have locked the file.
    }

    private void change(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("replica.db"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void assertRefusedUntouched(Path file, String... reasons) throws IOException {
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(this::open).isInstanceOf(StorageException.class).hasMessageContainingAll(reasons);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void anIntervalStoreKeepsWhatItWasTold() {
        try (SqliteStorage storage =
                SqliteStorage.open(new StoreSettings(directory, Durability.INTERVAL, 100, "reservation"))) {
            storage.installSnapshot(snapshot("genesis"), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 3), 3);
        }
        try (SqliteStorage storage = open()) {
            assertThat(storage.load().changes()).isEqualTo(entries(1, 3));
        }
    }
}
