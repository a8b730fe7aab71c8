package io.ringcast.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.lab.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is unusable because of the machine and not of its data: the message says so, and what to do. */
class StoreErrorsIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private JavaProcess server(Path store, Path temporary, int httpPort) {
        return JavaProcess.service("s1", "reservation-server")
                .jvmOptions("-Djava.io.tmpdir=" + temporary)
                .arguments(
                        Ports.group(),
                        Integer.toString(Ports.freeUdpPair()),
                        "--ringcast.name=s1",
                        "--ringcast.terminal=false",
                        "--server.port=" + httpPort,
                        "--reservation.data=" + Services.data(),
                        "--reservation.store=" + store)
                .start(directory);
    }

    private String failure(Path store, Path temporary) {
        try (JavaProcess server = server(store, temporary, Ports.freeTcp())) {
            assertThat(server.awaitExit(SECONDS)).isNotZero();
            assertThat(server.output())
                    .contains("Not started.")
                    .doesNotContain("\tat ")
                    .doesNotContainIgnoringCase("move it away")
                    .doesNotContain("Move the directory away");
            return server.output();
        }
    }

    private static void assumeMounts(Path scratch) {
        assumeThat(SmallDisk.isPossible(scratch)).as("mounting needs root").isTrue();
    }

    @Test
    void aTemporaryDirectoryWithoutProgramsIsNotNeededAndKilledServersLeaveNothingInIt() throws IOException {
        assumeMounts(directory.resolve("probe"));
        Path temporary = directory.resolve("tmp");
        int port = Ports.freeTcp();
        try (SmallDisk disk = SmallDisk.withoutPrograms(temporary, 64);
                JavaProcess server = server(directory.resolve("store"), temporary, port)) {
            assertThat(disk).isNotNull();
            Awaitility.await().atMost(SECONDS).until(new Rest("127.0.0.1", port)::isUp);
            server.kill();
            try (Stream<Path> left = Files.walk(temporary)) {
                assertThat(left.map(Path::toString)).noneMatch(file -> file.contains("sqlite"));
            }
        }
    }

    @Test
    void whereNoDirectoryAllowsProgramsTheMessageSaysSoAndBlamesNoData() {
        assumeMounts(directory.resolve("probe"));
        Path mounted = directory.resolve("mounted");
        try (SmallDisk disk = SmallDisk.withoutPrograms(mounted, 64)) {
            assertThat(disk).isNotNull();
            assertThat(failure(mounted.resolve("store"), mounted))
                    .contains("The SQLite library cannot be loaded", "noexec", "-Dorg.sqlite.tmpdir=DIR")
                    .contains("The store was not opened");
        }
    }

    @Test
    void aFileInThePlaceOfTheDirectoryIsExplained() throws IOException {
        Path file = Files.writeString(directory.resolve("store"), "precious");
        assertThat(failure(file, directory))
                .contains(file.toString(), "No data was changed", "--reservation.store=DIR");
        assertThat(file).hasContent("precious");
    }

    @Test
    void aFullDiskIsExplained() {
        assumeMounts(directory.resolve("probe"));
        Path store = directory.resolve("full");
        try (SmallDisk disk = SmallDisk.at(store, 1)) {
            disk.fill();
            assertThat(failure(store, directory)).contains(store.toString(), "Free some space on its file system");
        }
    }
}
