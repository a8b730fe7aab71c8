package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server or client that cannot start ends within seconds, says in a sentence what would have been right, and no more. */
class StartErrorsIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10.1.2.3 55555 | 224.0.0.0 to 239.255.255.255",
                "nonsense 55555 | 224.0.0.0 to 239.255.255.255",
                "239.255.9.9 0 | 1 to 65535",
                "239.255.9.9 70000 | 1 to 65535",
                "239.255.9.9 port | 1 to 65535",
                "239.255.9.9 | port",
                "239.255.9.9 55555 --ringcast.interface=nowhere0 | nowhere0"
            })
    void wrongArgumentsAreExplained(String arguments, String explanation) {
        for (String module : List.of("reservation-server", "reservation-client")) {
            assertThat(failure(module, arguments.split(" "))).as(module).contains(explanation);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms.txt", "timeslots.txt", "days.txt"})
    void aMissingOrEmptyFileIsExplained(String file) throws IOException {
        Path data = copyOfTheData();
        Files.writeString(data.resolve(file), "\r\n");
        assertThat(serverFailure(data)).contains(file + " is empty").contains("It should hold");

        Files.delete(data.resolve(file));
        assertThat(serverFailure(data))
                .contains("There is no file " + data.resolve(file))
                .contains("It should hold");
    }

    @Test
    void aPortThatAnotherProgramHasIsExplained() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(null)) {
            taken.setReuseAddress(false);
            taken.bind(new InetSocketAddress(0));
            String port = Integer.toString(taken.getLocalPort());

            String data = "--reservation.data=" + Services.data();
            assertThat(failure("reservation-server", "239.255.9.9", port, data)).contains(port);
        }
    }

    private String serverFailure(Path data) {
        return failure("reservation-server", Ports.group(), "" + Ports.freeUdpPair(), "--reservation.data=" + data);
    }

    private Path copyOfTheData() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("rooms.txt", "timeslots.txt", "days.txt", "reservations.txt")) {
            Files.copy(Services.data().resolve(file), copy.resolve(file));
        }
        return copy;
    }

    private String failure(String module, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=" + Ports.freeTcp());
        if (module.equals("reservation-server")) {
            all.add("--reservation.store=" + directory.resolve("store"));
        }
        try (JavaProcess process = JavaProcess.jar(module, Services.jar(module))
                .jvmOptions("-XX:TieredStopAtLevel=1")
                .arguments(all.toArray(String[]::new))
                .start(directory)) {
            assertThat(process.awaitExit(SECONDS)).isNotZero();
            assertThat(process.output()).doesNotContain("\tat ").doesNotContain("Exception");
            return process.output();
        }
    }
}
