package io.ringcast.replication.sqlite;

import static io.ringcast.replication.sqlite.Entries.EPOCH;
import static io.ringcast.replication.sqlite.Entries.entries;
import static io.ringcast.replication.sqlite.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupsTests {
    private static final EpochHistory EPOCHS = new EpochHistory(List.of(new EpochHistory.Start(EPOCH, 0, true)));

    @TempDir
    private Path scratch = Path.of("");

    private Backups backups(int kept) {
        return new Backups(scratch.resolve("backups"), "s1", kept, "reservation");
    }

    /** A store whose snapshot has index 0, as in a new group. */
    private SqliteStorage running() throws IOException {
        SqliteStorage storage = SqliteStorage.open(
                new StoreSettings(scratch.resolve("store"), Durability.ALWAYS, 1_000, "reservation"), 100);
        storage.installSnapshot(snapshot(0), 0, EPOCHS, List.of(), List.of());
        return storage;
    }

    /** Begins as the snapshot of a state does. */
    private static byte[] snapshot(long index) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var to = new DataOutputStream(bytes);
        to.writeByte(2);
        to.writeLong(index);
        to.writeUTF("00".repeat(32));
        to.write(new byte[100_000]);
        return bytes.toByteArray();
    }

    @Test
    void aBackupIsAStoreWithAllThatWasStoredBefore() throws IOException {
        try (SqliteStorage storage = running()) {
            storage.append(entries(1, 300), 250);
            Backups.StoredBackup backup = backups(1).make(storage);
            storage.append(entries(301, 302), 301);

            assertThat(backup.position().index()).isEqualTo(300);
            assertThat(backup.position().digest()).hasSize(64);
            assertThat(names(backup.path())).containsExactly("image-1", "replica.db");
            assertThat(backup.bytes()).isGreaterThan(100_000);
            try (SqliteStorage restored =
                    SqliteStorage.open(new StoreSettings(backup.path(), Durability.ALWAYS, 1_000, "reservation"))) {
                assertThat(restored.load().changes()).isEqualTo(entries(1, 300));
                assertThat(restored.load().certainIndex()).isEqualTo(250);
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** With pages in the write-ahead log that the database lacks, and after all were brought into it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void aCopyHoldsTheMomentOfItsBeginningWhateverIsStoredMeanwhile(int walPagesMax) throws IOException {
        Path copy = Files.createDirectory(scratch.resolve("copy"));
        try (SqliteStorage storage = SqliteStorage.open(
                new StoreSettings(scratch.resolve("store"), Durability.ALWAYS, 1_000, "reservation"), walPagesMax)) {
            storage.installSnapshot(snapshot(0), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 300), 250);
            storage.maintain();
            try (StoreCopy begun = storage.beginCopy()) {
                byte[] later = snapshot(310);
                storage.append(entries(301, 310), 300);
                storage.checkpoint(to -> to.write(later), 310, storage.installations());
                storage.maintain();
                begun.writeTo(copy);
            }
        }
        try (SqliteStorage restored =
                SqliteStorage.open(new StoreSettings(copy, Durability.ALWAYS, 1_000, "reservation"))) {
            assertThat(restored.load().changes()).isEqualTo(entries(1, 300));
            assertThat(restored.load().certainIndex()).isEqualTo(250);
        }
    }

    /** SQLite writes a log that the database has all of anew from its start, within the file that it filled before. */
    @Test
    void whatIsWrittenWithinTheLogsFileAfterTheBeginningIsNotInTheCopy() throws IOException {
        Path copy = Files.createDirectory(scratch.resolve("copy"));
        try (SqliteStorage storage = SqliteStorage.open(
                new StoreSettings(scratch.resolve("store"), Durability.ALWAYS, 1_000, "reservation"), 1)) {
            storage.installSnapshot(snapshot(0), 0, EPOCHS, List.of(), List.of());
            storage.append(entries(1, 300), 250);
            storage.maintain();
            storage.append(entries(301, 302), 300);
            try (StoreCopy begun = storage.beginCopy()) {
                storage.append(entries(303, 304), 302);
                begun.writeTo(copy);
            }
        }
        try (SqliteStorage restored =
                SqliteStorage.open(new StoreSettings(copy, Durability.ALWAYS, 1_000, "reservation"))) {
            assertThat(restored.load().changes()).isEqualTo(entries(1, 302));
            assertThat(restored.load().certainIndex()).isEqualTo(300);
        }
    }

    @Test
    void backupsUnderLoadHoldWhatWasStoredBeforeEachBegan() throws Exception {
        try (SqliteStorage storage = running()) {
            var last = new AtomicLong();
            var ended = new AtomicBoolean();
            Thread load = Thread.ofPlatform().start(() -> {
                while (!ended.get()) {
                    long next = last.get() + 1;
                    storage.append(List.of(entry(next)), next - 1);
                    last.set(next);
                    storage.maintain();
                    if (next % 150 == 0) {
                        try {
                            byte[] snapshot = snapshot(next);
                            storage.checkpoint(to -> to.write(snapshot), next, storage.installations());
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    }
                }
            });
            try {
                for (int i = 0; i < 10; i++) {
                    long before = last.get();
                    Backups.StoredBackup backup = backups(20).make(storage);
                    assertThat(backup.position().index()).isBetween(before, last.get() + 1);
                }
            } finally {
                ended.set(true);
                load.join();
            }
            assertThat(last.get()).isGreaterThan(20);
            assertThat(storage.lastIndex()).isEqualTo(last.get());
        }
    }

    @Test
    void onlySoManyAreKeptAndOthersFilesAreLeftAlone() throws IOException {
        Path directory = Files.createDirectories(scratch.resolve("backups"));
        Files.createDirectory(directory.resolve("s2-2026-11-27T04-05-06.123Z"));
        Files.createDirectory(directory.resolve("s1-precious"));
        Files.createDirectory(directory.resolve("s1-2026-11-27T04-05-06.123Z.unfinished"));
        try (SqliteStorage storage = running()) {
            Path first = backups(2).make(storage).path();
            Path second = backups(2).make(storage).path();
            Path third = backups(2).make(storage).path();
            assertThat(first).doesNotExist();
            assertThat(names(directory))
                    .containsExactly(
                            String.valueOf(second.getFileName()),
                            String.valueOf(third.getFileName()),
                            "s1-precious",
                            "s2-2026-11-27T04-05-06.123Z");
        }
    }

    @Test
    void aBackupThatCannotBeWrittenSaysWhyAndLeavesTheStoreInUse() throws IOException {
        Files.writeString(scratch.resolve("backups"), "no directory");
        try (SqliteStorage storage = running()) {
            assertThatThrownBy(() -> backups(1).make(storage))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("No backup was made")
                    .hasMessageContaining("--reservation.backup.directory");
            storage.append(entries(1, 2), 1);
            assertThat(storage.lastIndex()).isEqualTo(2);
        }
    }
}
