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

/** A server or client that cannot start ends within seconds, and says in one sentence what would have been right. */
class StartErrorsIT {
    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final int USAGE = 2;

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
    @CsvSource(
            delimiter = '|',
            value = {
                "reservation-server | 239.255.9.9 55555 --reservation.min-member=2 | --reservation.min-member is no property of reservation-server; did you mean --reservation.min-members?",
                "reservation-server | 239.255.9.9 55555 --dht.port=2 | --dht.port is a property of the dht-manager, not of reservation-server.",
                "reservation-client | 239.255.9.9 55555 --ringcast.secrett=x | did you mean --ringcast.secret?",
                "dht-manager | 3000 --dht.phase-timout=1m | did you mean --dht.phase-timeout?",
                "dht-peer | 127.0.0.1 3000 --dht.tablesizes=1 | did you mean --dht.table-size?"
            })
    void aMistypedOptionIsRefusedWithTheRightName(String module, String arguments, String explanation) {
        try (JavaProcess process =
                program(module).arguments(arguments.split(" ")).start(directory)) {
            assertThat(process.awaitExit(SECONDS)).isEqualTo(USAGE);
            assertThat(process.output()).contains(explanation).contains("Usage: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RESERVATION_MIN_MEMBER | 2 | did you mean RESERVATION_MIN_MEMBERS?",
                "RINGCAST_SECRET | '' | RINGCAST_SECRET has no value",
                "RINGCAST_ADMIN_PASSWORD | ' ' | RINGCAST_ADMIN_PASSWORD has no value",
            })
    void aMistypedOrEmptyVariableIsRefused(String variable, String value, String explanation) {
        try (JavaProcess process = program("reservation-server")
                .arguments("239.255.9.9", "55555")
                .environment(variable, value)
                .environment("DHT_PORT", "3000") // Of another program in the same environment.
                .environment("RINGCAST_HTTP", "8080") // Of the launcher.
                .start(directory)) {
            assertNotStarted(process, explanation);
            assertThat(process.output()).doesNotContain("DHT_PORT").doesNotContain("RINGCAST_HTTP");
        }
    }

    @Test
    void aMistypedLineOfAFileIsRefusedWithItsNumber() throws IOException {
        Path file =
                Files.writeString(directory.resolve("shared.properties"), "dht.port=3000\nreservation.min-member=2\n");
        try (JavaProcess process = program("reservation-server")
                .arguments("239.255.9.9", "55555", "--spring.config.import=" + file)
                .start(directory)) {
            assertNotStarted(process, "did you mean reservation.min-members?");
            assertThat(process.output()).contains("shared.properties] - 2:").doesNotContain("dht.port");
        }
    }

    @Test
    void aMistypedOrEmptyFileOfAConfigTreeIsRefused() throws IOException {
        Path tree = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(tree.resolve("ringcast.secret"), "");
        Files.writeString(tree.resolve("ringcast.admin.pasword"), "hunter2hunter2");
        try (JavaProcess process = program("reservation-server")
                .arguments("239.255.9.9", "55555", "--spring.config.import=configtree:" + tree + "/")
                .start(directory)) {
            assertNotStarted(process, "did you mean ringcast.admin.password?");
            assertThat(process.output())
                    .contains("ringcast.secret in ")
                    .contains("has no value")
                    .doesNotContain("hunter2");
        }
    }

    private static JavaProcess.Builder program(String module) {
        return JavaProcess.service(module, module);
    }

    private static void assertNotStarted(JavaProcess process, String explanation) {
        assertThat(process.awaitExit(SECONDS)).isEqualTo(1);
        assertThat(process.output())
                .contains("Not started. ")
                .contains(explanation)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
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
        try (JavaProcess process =
                program(module).arguments(all.toArray(String[]::new)).start(directory)) {
            assertThat(process.awaitExit(SECONDS)).isNotZero();
            assertThat(process.output()).doesNotContain("\tat ").doesNotContain("Exception");
            return process.output();
        }
    }
}
