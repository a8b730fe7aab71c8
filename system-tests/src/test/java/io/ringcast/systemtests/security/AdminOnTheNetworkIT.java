package io.ringcast.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes whose HTTP side is bound to an address that other hosts reach; the tests come from another host. */
@NeedsNetworks
class AdminOnTheNetworkIT {
    private static final String GROUP = "239.255.81.1";
    private static final String BODY =
            "{\"room\":\"SA314\",\"timeslot\":\"8:30-9:30\",\"day\":\"Friday\",\"holder\":\"eve\"}";
    private static final String OPERATOR_PASSWORD = "from the environment";
    private static final String VIEWER_PASSWORD = "from a file";
    private static final int HTTP_PORT = 8080;

    @TempDir
    static Path directory;

    private static NetworkLab network;
    private static Host host;
    private static JavaProcess server;

    /** The operator's password comes from the environment, the viewer's from a file. */
    @BeforeAll
    static void startAServerWithPasswords() throws IOException {
        network = NetworkLab.of("a");
        host = network.host("a");
        Path secrets = Files.createDirectories(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("ringcast.admin.viewer-password"), VIEWER_PASSWORD + "\n");
        server = builder("server", "reservation-server", GROUP, "55555")
                .arguments("--reservation.data=" + Services.data())
                .arguments("--reservation.store=" + directory.resolve("store"))
                .arguments("--server.port=" + HTTP_PORT)
                .arguments("--spring.config.import=configtree:" + secrets + "/")
                .environment("RINGCAST_ADMIN_PASSWORD", OPERATOR_PASSWORD)
                .start(directory);
        Awaitility.await("the server's health")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(200))
                .failFast("the server has ended", () -> !server.isAlive())
                .until(AdminOnTheNetworkIT::isUp);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "reservation-server, 239.255.81.2 55555",
        "reservation-client, 239.255.81.2 55555",
        "dht-manager, 3000 --dht.store=target/no-store",
        "dht-peer, 127.0.0.1 3000"
    })
    void withoutAPasswordNoProcessStarts(String module, String arguments) {
        try (JavaProcess process = builder("refused", module, arguments.split(" "))
                .arguments("--ringcast.secret=a secret that is long enough")
                .start(directory.resolve(module))) {
            assertThat(process.awaitExit(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(process.output().lines())
                    .last()
                    .asString()
                    .startsWith("Not started. With server.address=" + host.address())
                    .contains("ringcast.admin.password");
            assertThat(process.output()).doesNotContain("\tat ", "Exception", "long enough");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/reservations, nobody, 401",
        "GET, /api/reservations, viewer:guess, 401",
        "GET, /api/reservations, viewer:from a file, 200",
        "GET, /api/reservations, operator:from the environment, 200",
        "GET, /api/trace, nobody, 401",
        "GET, /v3/api-docs, nobody, 401",
        "GET, /actuator/prometheus, nobody, 401",
        "GET, /actuator/sbom/application, nobody, 401",
        "GET, /actuator/sbom/application, viewer:from a file, 200",
        "GET, /actuator/env, operator:from the environment, 404",
        "POST, /api/reservations, nobody, 401",
        "POST, /api/reservations, viewer:from a file, 403",
        "POST, /api/reservations, operator:from a file, 401",
        "POST, /api/reservations, operator:from the environment, 201"
    })
    void theViewerReadsAndTheOperatorChanges(String method, String path, String user, int status) throws IOException {
        assertThat(status(send(method, path, host.address(), authorization(user), "X-Origin: none")))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "evil.example | X-Origin: none | 421",
                "evil.example:8080 | X-Origin: none | 421",
                "own | Origin: http://evil.example | 403",
                "own | Sec-Fetch-Site: cross-site | 403",
                "own | Origin: http://{own} | 200"
            })
    void otherNamesAndOtherSitesAreRefusedWhateverThePassword(String name, String header, int status)
            throws IOException {
        String own = host.address() + ":" + HTTP_PORT;
        String answer = send(
                "GET",
                "/api/rooms",
                name.equals("own") ? own : name,
                authorization("operator:" + OPERATOR_PASSWORD),
                header.replace("{own}", own));

        assertThat(status(answer)).isEqualTo(status);
        assertThat(answer.contains("application/problem+json")).isEqualTo(status != 200);
    }

    @Test
    void whoHasNoPasswordLearnsFromHealthThatItIsUpAndNothingElse() throws IOException {
        String answer = send("GET", "/actuator/health", host.address(), "X-Nobody: 1", "X-Origin: none");

        assertThat(status(answer)).isEqualTo(200);
        assertThat(answer).contains("\"status\":\"UP\"").doesNotContain("members", "components");
    }

    @Test
    void thePasswordsAreNotInTheLog() {
        assertThat(server.output()).doesNotContain(OPERATOR_PASSWORD, VIEWER_PASSWORD);
    }

    private static JavaProcess.Builder builder(String name, String module, String... arguments) {
        return JavaProcess.service(name, module)
                .arguments(arguments)
                .arguments("--ringcast.terminal=false", "--server.address=" + host.address())
                .arguments("--ringcast.interface=" + Host.INTERFACE)
                .on(host);
    }

    private static boolean isUp() {
        try {
            return status(send("GET", "/actuator/health", host.address(), "X-Nobody: 1", "X-Origin: none")) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String authorization(String user) {
        byte[] pair = user.getBytes(StandardCharsets.UTF_8);
        return user.equals("nobody")
                ? "X-Nobody: 1"
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Sends a request byte by byte, since no HTTP client lets its user set a false {@code Host}. */
    private static String send(String method, String path, String hostHeader, String... headers) throws IOException {
        String body = method.equals("POST") ? BODY : "";
        try (var socket = new Socket(host.address(), HTTP_PORT)) {
            socket.getOutputStream()
                    .write(String.join(
                                    "\r\n",
                                    method + " " + path + " HTTP/1.1",
                                    "Host: " + hostHeader,
                                    String.join("\r\n", headers),
                                    "Connection: close",
                                    "Content-Type: application/json",
                                    "Content-Length: " + body.length(),
                                    "",
                                    body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
