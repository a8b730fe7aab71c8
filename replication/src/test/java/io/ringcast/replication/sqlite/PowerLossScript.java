package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.EpochHistory;
import io.ringcast.replication.log.LostChange;
import io.ringcast.replication.log.ReplicaStorage.Contents;
import io.ringcast.replication.log.Told;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A process that does with a store all that a server does, one step after the other, and says before each step that it
 * begins and after it what is stored: {@code PowerLossScript <directory>}.
 */
final class PowerLossScript {
    /** So few that the log is brought into the database several times. */
    static final int WAL_PAGES_MAX = 24;

    static final long LOG_RETENTION = 20;

    /** So many are done in all. */
    static final int STEPS = 51;

    private static final EpochHistory FIRST = new EpochHistory(List.of(new EpochHistory.Start(Entries.EPOCH, 0, true)));
    private static final EpochHistory SECOND = new EpochHistory(
            List.of(new EpochHistory.Start(Entries.EPOCH, 0, true), new EpochHistory.Start(Entries.EPOCH, 40, false)));

    private final SqliteStorage storage;
    private final int[] steps;

    private PowerLossScript(SqliteStorage storage, int[] steps) {
        this.storage = storage;
        this.steps = steps;
    }

    public static void main(String[] args) {
        int[] steps = {0};
        Path directory = Path.of(args[0]);
        try (SqliteStorage storage = open(directory)) {
            System.out.println("stored 0 " + digest(storage.load()));
            new PowerLossScript(storage, steps).firstLife();
        }
        try (SqliteStorage storage = open(directory)) {
            new PowerLossScript(storage, steps).secondLife();
        }
    }

    static SqliteStorage open(Path directory) {
        return SqliteStorage.open(
                new StoreSettings(directory, Durability.ALWAYS, LOG_RETENTION, "reservation"), WAL_PAGES_MAX);
    }

    private void firstLife() {
        step(() -> storage.installSnapshot(snapshot("genesis"), 0, FIRST, List.of(), List.of()));
        append(1, 40);
        step(() -> storage.beginEpoch(SECOND));
        checkpoint(40);
        append(41, 60);
    }

    private void secondLife() {
        append(61, 70);
        var first = new LostChange(Entries.entry(69), true, null);
        var second = new LostChange(Entries.entry(70), false, null);
        step(() -> storage.installSnapshot(
                snapshot("of the others"), 90, FIRST, Entries.entries(80, 90), List.of(first, second)));
        append(91, 100);
        step(() -> storage.settle(Told.of(first.entry())));
        checkpoint(95);
        append(101, 110);
    }

    private void append(long first, long last) {
        for (long index = first; index <= last; index += 2) {
            long from = index;
            step(() -> storage.append(Entries.entries(from, from + 1), from - 1));
        }
    }

    private void checkpoint(long index) {
        step(() -> storage.checkpoint(to -> to.write(snapshot("at " + index)), index, storage.installations()));
    }

    /** Of a few thousand bytes. */
    private static byte[] snapshot(String of) {
        return (of + " ").repeat(500).getBytes(StandardCharsets.UTF_8);
    }

    private void step(Runnable work) {
        int number = ++steps[0];
        System.out.println("begin " + number);
        work.run();
        System.out.println("stored " + number + " " + digest(storage.load()));
        storage.maintain();
    }

    /** Equal for equal contents. */
    static String digest(Contents contents) {
        try {
            String text = "%s|%s|%s|%d|%s"
                    .formatted(
                            Objects.toString(contents.snapshot()),
                            contents.changes(),
                            contents.epochs(),
                            contents.certainIndex(),
                            contents.lost());
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
