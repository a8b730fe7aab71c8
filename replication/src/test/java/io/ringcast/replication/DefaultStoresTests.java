package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.replication.api.StorageException;
import io.ringcast.replication.sqlite.DirectoryLock;
import io.ringcast.replication.sqlite.Faults;
import io.ringcast.replication.sqlite.StoreFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultStoresTests {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path root = Path.of("");

    private final AtomicInteger names = new AtomicInteger();

    private DefaultStores stores(int port) {
        return new DefaultStores(root, "235.1.1.1", port, "reservation");
    }

    private DefaultStores.Claimed choose(int port) {
        return stores(port).choose(() -> "new" + names.incrementAndGet());
    }

    private Path store(String path, Instant written) throws IOException {
        Path store = Files.createDirectories(root.resolve(path));
        Path database = Files.writeString(StoreFiles.database(store), "x");
        Files.setLastModifiedTime(database, FileTime.from(written));
        return store;
    }

    @Test
    void theFirstServerGetsANewStoreOfItsGroup() {
        DefaultStores.Claimed chosen = choose(55_555);

        assertThat(chosen.name()).isEqualTo("new1");
        assertThat(chosen.directory()).isEqualTo(root.resolve("235.1.1.1-55555/new1"));
    }

    @Test
    void aServerThatIsStartedAgainFindsItsStoreAndItsName() throws Exception {
        try (AutoCloseable claim = choose(55_555).claim()) {
            store("235.1.1.1-55555/new1", NOON);
        }

        assertThat(choose(55_555).name()).isEqualTo("new1");
    }

    @Test
    void twoServersOfOneGroupGetOneEachTheOneThatWasWrittenLastFirst() throws Exception {
        store("235.1.1.1-55555/a", NOON);
        store("235.1.1.1-55555/b", NOON.plusSeconds(1));

        try (AutoCloseable first = choose(55_555).claim()) {
            DefaultStores.Claimed second = choose(55_555);
            try (AutoCloseable claim = second.claim()) {
                assertThat(second.name()).isEqualTo("a");
                assertThat(choose(55_555).name()).as("of a third server").isEqualTo("new1");
            }
        }
        assertThat(choose(55_555).name()).isEqualTo("b");
    }

    @Test
    void theLogCountsAsWritten() throws IOException {
        store("235.1.1.1-55555/a", NOON);
        store("235.1.1.1-55555/b", NOON.minusSeconds(10));
        Path log = Files.writeString(StoreFiles.wal(root.resolve("235.1.1.1-55555/b")), "x");
        Files.setLastModifiedTime(log, FileTime.from(NOON.plusSeconds(1)));

        assertThat(choose(55_555).name()).isEqualTo("b");
    }

    @Test
    void theStoreOfAnotherGroupIsNeverTaken() throws IOException {
        store("235.1.1.1-55555/a", NOON);

        assertThat(choose(55_557).name()).isEqualTo("new1");
    }

    @Test
    void aStoreThatAServerWasStartedWithByNameIsNotTaken() throws Exception {
        Path store = store("235.1.1.1-55555/a", NOON);
        try (AutoCloseable open = DirectoryLock.take(store, new Faults("reservation"))) {
            assertThat(choose(55_555).name()).isEqualTo("new1");
        }
    }

    @Test
    void storesThatDoNotSayTheirGroupAreNeitherTakenNorPassedOver() throws IOException {
        store("reservation-server-ab3d", NOON);
        store("s1", NOON.plusSeconds(60));

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> choose(55_555))
                .withMessageContaining(
                        "s1 (last written 2026-11-27T12:01:00Z), reservation-server-ab3d (last written 2026-11-27T12:00:00Z)")
                .withMessageContaining("--ringcast.name=s1");
        assertThat(root.resolve("235.1.1.1-55555")).doesNotExist();
    }

    @Test
    void whileTheirServersRunAServerWithoutANameBeginsItsOwn() throws Exception {
        Path store = store("s1", NOON);
        try (AutoCloseable open = DirectoryLock.take(store, new Faults("reservation"))) {
            assertThat(choose(55_555).name()).isEqualTo("new1");
        }
    }

    @Test
    void aNameLeadsToTheDirectoryOfThatName() throws IOException {
        assertThat(stores(55_555).named("s1")).isEqualTo(root.resolve("s1"));

        store("235.1.1.1-55555/new1", NOON);
        assertThat(stores(55_555).named("new1")).isEqualTo(root.resolve("235.1.1.1-55555/new1"));
        assertThat(stores(55_557).named("new1")).isEqualTo(root.resolve("new1"));
    }

    @Test
    void inADirectoryThatTheUserNamedTheServersNameIsKept() {
        Path store = root.resolve("mine");

        assertThat(DefaultStores.nameIn(store, () -> "first", "reservation")).isEqualTo("first");
        assertThat(DefaultStores.nameIn(store, () -> "second", "reservation")).isEqualTo("first");
    }
}
