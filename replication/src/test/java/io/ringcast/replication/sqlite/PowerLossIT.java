package io.ringcast.replication.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.replication.sqlite.DiskModel.Survivors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records the system calls of a process that stores, and takes the power away after each of them, on a {@link DiskModel}
 * that loses whatever was not forced. What the process had reported as stored must be there, and nothing that it never
 * wrote. That this finds a missing {@code fsync} is shown by leaving out each kind of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerLossIT {
    private static final int ANY_SUBSETS = 2;

    private final long seed = Long.getLong("test.seed", System.nanoTime());
    private List<DiskEvent> events = List.of();
    private Path memory = Path.of("");

    /** What is forced to the disk, by its name in the directory that holds the store. */
    enum Kind {
        WRITE_AHEAD_LOG("a/store/replica\\.db-wal"),
        DATABASE("a/store/replica\\.db"),
        NEW_DATABASE("a/store/replica\\.db\\.new(-.*)?"),
        SNAPSHOT("a/store/image-\\d+"),
        ENTRIES_OF_THE_STORE("a/store"),
        ENTRIES_ABOVE_THE_STORE("a?");

        private final Pattern path;

        Kind(String path) {
            this.path = Pattern.compile(path);
        }

        boolean is(DiskEvent.Forced forced) {
            return path.matcher(forced.path()).matches();
        }
    }

    @BeforeAll
    void record(@TempDir Path scratch) throws IOException, InterruptedException {
        System.out.println("seed " + seed + " (give it back as -Dtest.seed)");
        Path shared = Path.of("/dev/shm"); // A file system in memory: forcing costs nothing there.
        memory = Files.createTempDirectory(Files.isWritable(shared) ? shared : scratch, "power-loss-");
        Path root = Files.createDirectory(scratch.resolve("root"));
        Path library = Files.createDirectory(scratch.resolve("library"));
        events = SystemCalls.record(
                root,
                scratch,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-Xint",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + library,
                        "-cp",
                        System.getProperty("java.class.path"),
                        PowerLossScript.class.getName(),
                        root.resolve("a/store").toString()));
    }

    @AfterAll
    void clear() throws IOException {
        delete(memory);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void theRecordingHasEveryKindOfForcing() {
        for (Kind kind : Kind.values()) {
            assertThat(forcings()).as(kind.name()).anyMatch(kind::is);
        }
        assertThat(forcings())
                .filteredOn(forced -> !forced.path().endsWith("/proof")) // Of DiskProof, which deletes it again.
                .allMatch(forced -> Arrays.stream(Kind.values()).anyMatch(kind -> kind.is(forced)));
        assertThat(events).anyMatch(event -> event.equals(new DiskEvent.Said("begin " + PowerLossScript.STEPS)));
    }

    private List<DiskEvent.Forced> forcings() {
        return events.stream()
                .filter(DiskEvent.Forced.class::isInstance)
                .map(DiskEvent.Forced.class::cast)
                .toList();
    }

    @Test
    void whatWasStoredSurvivesALossOfPowerAtAnyMoment() throws IOException {
        assertThat(losses(forced -> true, Integer.MAX_VALUE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void withoutThisKindOfForcingItDoesNot(Kind left) throws IOException {
        assertThat(losses(forced -> !left.is(forced), 1)).isNotEmpty();
    }

    /** What is wrong after losses of power, where only some forcing has an effect; at most so many. */
    private List<String> losses(Predicate<DiskEvent.Forced> effective, int countMax) throws IOException {
        var random = new Random(seed);
        var disk = new DiskModel();
        var progress = new Progress(events);
        Set<Integer> seen = new HashSet<>();
        List<String> losses = new ArrayList<>();
        int number = 0;
        for (DiskEvent event : events) {
            number++;
            if (event instanceof DiskEvent.Said said) {
                progress.said(said.line());
                seen.clear(); // The same disk may hold too little now.
            } else if (!(event instanceof DiskEvent.Forced forced) || effective.test(forced)) {
                disk.apply(event);
            }
            for (Survivors survivors : Survivors.values()) {
                for (int i = 0; i < (survivors == Survivors.ANY ? ANY_SUBSETS : 1); i++) {
                    Map<String, byte[]> files = disk.afterLossOfPower(survivors, random);
                    if (seen.add(hash(files))) {
                        String wrong = progress.wrongWith(files, memory);
                        if (!wrong.isEmpty()) {
                            losses.add("after call %d (%s), %s survived: %s"
                                    .formatted(number, event.getClass().getSimpleName(), survivors, wrong));
                        }
                        if (losses.size() >= countMax) {
                            return losses;
                        }
                    }
                }
            }
        }
        return losses;
    }

    private static int hash(Map<String, byte[]> files) {
        int hash = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            hash = 31 * (31 * hash + file.getKey().hashCode()) + Arrays.hashCode(file.getValue());
        }
        return hash;
    }

    /** How far the process had come: the last step that it had reported as stored, and the one that it had begun. */
    private static final class Progress {
        /** Of the content after each step; step 0 is a new store. */
        private final Map<Integer, String> digests = new HashMap<>();

        private int begun;
        private int stored;

        Progress(List<DiskEvent> events) {
            for (DiskEvent event : events) {
                if (event instanceof DiskEvent.Said said && said.line().startsWith("stored ")) {
                    String[] words = said.line().split(" ", -1);
                    digests.put(Integer.parseInt(words[1]), words[2]);
                }
            }
        }

        void said(String line) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("begin")) {
                begun = Integer.parseInt(words[1]);
            } else {
                stored = Integer.parseInt(words[1]);
            }
        }

        /** Empty if the disk holds what was stored, with or without the step that was under way. */
        String wrongWith(Map<String, byte[]> files, Path memory) throws IOException {
            Path directory = Files.createTempDirectory(memory, "disk-");
            try {
                DiskModel.write(files, directory);
                try (SqliteStorage storage = PowerLossScript.open(directory.resolve("a/store"))) {
                    String digest = PowerLossScript.digest(storage.load());
                    return digest.equals(digests.get(stored)) || digest.equals(digests.get(begun))
                            ? ""
                            : "other content than after step " + stored;
                }
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage());
            } finally {
                delete(directory);
            }
        }
    }
}
