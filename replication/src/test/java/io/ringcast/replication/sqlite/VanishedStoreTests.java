package io.ringcast.replication.sqlite;

import static io.ringcast.replication.sqlite.Entries.EPOCH;
import static io.ringcast.replication.sqlite.Entries.entries;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.FatalStorageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store whose files are removed, replaced or cannot be written any more while it is open: nothing more is acknowledged. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows does not remove or replace open files")
class VanishedStoreTests {
    private static final EpochHistory EPOCHS = new EpochHistory(List.of(new EpochHistory.Start(EPOCH, 0, true)));

    @TempDir
    private Path scratch = Path.of("");

    private Path store = Path.of("");

    @BeforeEach
    void name() {
        store = scratch.resolve("store");
    }

    /** Stays unclosed when it is broken, as in a process that ends. */
    private SqliteStorage running() {
        SqliteStorage storage = SqliteStorage.open(new StoreSettings(store, Durability.ALWAYS, 1_000, "reservation"));
        storage.installSnapshot("genesis".getBytes(StandardCharsets.UTF_8), 0, EPOCHS, List.of(), List.of());
        storage.append(entries(1, 10), 1);
        return storage;
    }

    private static void assertFatal(ThrowingCallable use, String... reasons) {
        assertThatThrownBy(use).isInstanceOf(FatalStorageException.class).hasMessageContainingAll(reasons);
    }

    /** Within the second in which an idle replica looks. */
    private static void awaitFatal(SqliteStorage storage, String... reasons) {
        Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertFatal(storage::maintain, reasons));
    }

    @Test
    void aDatabaseThatWasRemovedIsNoticedByTheNextChange() throws IOException {
        SqliteStorage storage = running();
        Files.delete(store.resolve("replica.db"));
        assertFatal(() -> storage.append(entries(11, 11), 1), "replica.db was removed", "Put back a backup");
        assertFatal(() -> storage.append(entries(12, 12), 1), "replica.db was removed");
    }

    @Test
    void soIsAWriteAheadLog() throws IOException {
        SqliteStorage storage = running();
        Files.delete(store.resolve("replica.db-wal"));
        assertFatal(() -> storage.beginEpoch(EPOCHS), "replica.db-wal was removed");
    }

    /** It is looked at the directory only, and the directory has not changed for a while. */
    @Test
    void soIsAWriteAheadLogInADirectoryThatHadNotChanged() throws IOException {
        SqliteStorage storage = running();
        Files.setLastModifiedTime(store, FileTime.from(Instant.now().minusSeconds(60)));
        storage.append(entries(11, 11), 1);
        storage.append(entries(12, 12), 1);
        Files.delete(store.resolve("replica.db-wal"));
        assertFatal(() -> storage.append(entries(13, 13), 1), "replica.db-wal was removed");
    }

    @Test
    void aDirectoryThatWasMovedAwayIsNoticedWithoutAnyChange() throws IOException {
        SqliteStorage storage = running();
        assertThatCode(storage::maintain).doesNotThrowAnyException();
        Files.move(store, scratch.resolve("elsewhere"));
        awaitFatal(storage, "store was removed");
    }

    @Test
    void aDatabaseThatWasReplacedIsNoticedAndTheNewOneIsLeftAlone() throws IOException {
        SqliteStorage storage = running();
        Path old = Files.move(store, scratch.resolve("old"));
        Files.createDirectory(store);
        for (String name : List.of("replica.db", "replica.db-wal", "image-1")) {
            Files.copy(old.resolve(name), store.resolve(name));
        }
        assertFatal(() -> storage.append(entries(11, 11), 1), "store was replaced");
        storage.close();
        assertThat(store.resolve("replica.db-wal")).exists();
        try (SqliteStorage restored =
                SqliteStorage.open(new StoreSettings(store, Durability.ALWAYS, 1_000, "reservation"))) {
            assertThat(restored.load().changes()).isEqualTo(entries(1, 10));
        }
    }

    @Test
    void anImageThatWasRemovedIsNoticed() throws IOException {
        SqliteStorage storage = running();
        Files.delete(store.resolve("image-1"));
        awaitFatal(storage, "image-1 was removed");
    }

    @Test
    void afterAnErrorOfTheDiskInACheckpointNothingMoreIsStored() {
        SqliteStorage storage = running();
        assertFatal(
                () -> storage.checkpoint(
                        to -> {
                            throw new IOException("Input/output error");
                        },
                        10,
                        storage.installations()),
                "cannot be written: Input/output error");
        assertFatal(storage::maintain, "Input/output error"); // What the replica's thread calls.
        assertFatal(() -> storage.append(entries(11, 11), 1), "Input/output error");
    }

    @Test
    void theWriteAheadLogIsBroughtIntoTheDatabaseWhenItIsLong() throws IOException {
        try (SqliteStorage storage = running()) {
            long before = Files.size(store.resolve("replica.db"));
            for (int first = 11; first < 10_000; first += 10) {
                storage.append(entries(first, first + 9), first);
                storage.maintain();
            }
            assertThat(Files.size(store.resolve("replica.db"))).isGreaterThan(before + 400_000);
            assertThat(Files.size(store.resolve("replica.db-wal"))).isLessThan(8_000_000);
        }
    }
}
