package io.ringcast.replication.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.log.ReplicaStorage.Contents;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, at random moments, and looks whether what it had confirmed is there. */
class SqliteStorageKillIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatWasConfirmedSurvivesTheDeathOfTheProcess() throws IOException, InterruptedException {
        killAndLook(12);
    }

    @Test
    @Tag("soak")
    void whatWasConfirmedSurvivesAThousandDeaths() throws IOException, InterruptedException {
        killAndLook(1_000);
    }

    private void killAndLook(int rounds) throws IOException, InterruptedException {
        long seed = Long.getLong("test.seed", System.nanoTime());
        System.out.println("seed " + seed + " (give it back as -Dtest.seed)");
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            Confirmed confirmed = writeUntilKilled(random);
            try (SqliteStorage storage =
                    SqliteStorage.open(new StoreSettings(directory, Durability.ALWAYS, 500, "reservation"))) {
                Contents contents = storage.load();
                assertThat(StorageVictim.lastIndex(contents))
                        .as("round %d of seed %d", round, seed)
                        .isGreaterThanOrEqualTo(confirmed.last());
                assertThat(contents.certainIndex())
                        .as("round %d of seed %d", round, seed)
                        .isBetween(confirmed.certain(), StorageVictim.lastIndex(contents));
                long expected = StorageVictim.snapshotIndex(contents);
                for (var change : contents.changes()) {
                    expected++;
                    assertThat(change).isEqualTo(Entries.entry(expected));
                }
                assertThat(directory.toFile().list((parent, name) -> name.startsWith("image-")))
                        .as("what the death left is gone: round %d of seed %d", round, seed)
                        .hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    /** What the process had said last: up to which index the changes, and the certain index, were stored. */
    private record Confirmed(long last, long certain) {
        private static final Pattern LINE = Pattern.compile("confirmed (\\d+) certain (\\d+)");

        static boolean isIn(@Nullable String line) {
            return line != null && LINE.matcher(line).matches();
        }

        static Confirmed of(String line) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            return new Confirmed(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
        }
    }

    private Confirmed writeUntilKilled(Random random) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StorageVictim.class.getName(),
                        directory.toString(),
                        Long.toString(random.nextLong()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int lines = 1 + random.nextInt(40);
        long nanos = random.nextInt(2_000_000);
        try (var output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            String last = "";
            for (int i = 0; i < lines; i++) {
                last = nextLine(output);
            }
            // A random moment within a batch, not just after one.
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            process.toHandle().destroyForcibly(); // Unlike Process.destroyForcibly, leaves its output readable.
            for (String line = output.readLine(); Confirmed.isIn(line); line = output.readLine()) {
                last = line;
            }
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            return Confirmed.of(last);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String nextLine(BufferedReader output) throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new AssertionError("the process ended by itself");
        }
        return line;
    }
}
