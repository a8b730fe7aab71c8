package io.ringcast.console.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Requests as they are on the wire: no HTTP client lets its user lie about {@code Host}. */
@ExtendWith(OutputCaptureExtension.class)
class AdminIT {
    private static final String OPERATOR_PASSWORD = "a password for operators, with ümlaut";
    private static final String VIEWER_PASSWORD = "a password for viewers";

    private static ConfigurableApplicationContext open;
    private static ConfigurableApplicationContext locked;

    @Configuration
    @EnableAutoConfiguration
    @Import(Application.Things.class)
    static class Application {
        @RestController
        static class Things {
            @GetMapping("/api/things/{name}")
            String thing(@PathVariable String name) {
                return "thing " + name;
            }

            @DeleteMapping("/api/things/{name}")
            String delete(@PathVariable String name) {
                return "deleted " + name;
            }
        }
    }

    /** What came back, all of it. */
    private record Answer(String text) {
        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }
    }

    @BeforeAll
    static void startBoth() {
        open = start("--server.address=127.0.0.1", "--ringcast.admin.hosts=Console.example");
        locked = start(
                "--server.address=0.0.0.0",
                "--management.endpoint.health.show-details=when-authorized",
                "--ringcast.admin.password=" + OPERATOR_PASSWORD,
                "--ringcast.admin.viewer-password=" + VIEWER_PASSWORD);
    }

    @AfterAll
    static void stopBoth() {
        open.close();
        locked.close();
    }

    @Test
    void onLoopbackNoPasswordIsNeeded() throws IOException {
        assertThat(send(open, "GET /api/things/a", "Host: localhost").status()).isEqualTo(200);
        assertThat(send(open, "DELETE /api/things/a", "Host: 127.0.0.1:8080").status())
                .isEqualTo(200);
    }

    @Test
    void loopbackIsTheAddressUnlessToldOtherwise() {
        try (var context = start()) {
            assertThat(context.getEnvironment().getProperty("server.address")).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--server.address=0.0.0.0", "--management.server.address=0.0.0.0", "--server.address=::"})
    void elsewhereTheProcessDoesNotStartWithoutAPassword(String address) {
        assertThatThrownBy(() -> start(address))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("ringcast.admin.password")
                .hasMessageContaining(address.substring(2));
        assertThatThrownBy(() -> start(address, "--ringcast.admin.password=")).isInstanceOf(AdminException.class);
    }

    @Test
    void aViewerAloneIsRefused() {
        assertThatThrownBy(() -> start("--ringcast.admin.viewer-password=viewers only"))
                .rootCause()
                .isInstanceOf(AdminException.class)
                .hasMessageNotContaining("viewers only");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nobody, 401",
        "DELETE, nobody, 401",
        "GET, wrong, 401",
        "GET, unknown, 401",
        "GET, viewer, 200",
        "HEAD, viewer, 200",
        "DELETE, viewer, 403",
        "POST, viewer, 403",
        "OPTIONS, viewer, 200",
        "GET, operator, 200",
        "DELETE, operator, 200",
        "POST, operator, 405"
    })
    void withAPasswordTheViewerReadsAndTheOperatorDoesEverything(String method, String user, int status)
            throws IOException {
        Answer answer = send(locked, method + " /api/things/a", "Host: localhost", credentials(user));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).doesNotContainIgnoringCase("Set-Cookie");
        if (status >= 400) {
            assertThat(answer.text()).contains("application/problem+json", "\"status\":" + status);
        }
        assertThat(answer.text().contains("WWW-Authenticate: Basic")).isEqualTo(status == 401);
    }

    @Test
    void healthTellsItsStatusToEverybodyAndItsDetailsToUsers() throws IOException {
        Answer everybody = send(locked, "GET /actuator/health", "Host: localhost");
        assertThat(everybody.status()).isEqualTo(200);
        assertThat(everybody.text()).contains("\"status\":\"UP\"").doesNotContain("diskSpace", "details");

        assertThat(send(locked, "GET /actuator/health", "Host: localhost", credentials("viewer"))
                        .text())
                .contains("diskSpace");
        assertThat(send(locked, "GET /actuator/health/diskSpace", "Host: localhost")
                        .status())
                .isEqualTo(401);
        for (String probe : List.of("liveness", "readiness")) {
            Answer answer = send(locked, "GET /actuator/health/" + probe, "Host: localhost");
            assertThat(answer.status()).as(probe).isEqualTo(200);
            assertThat(answer.text()).contains("\"status\":\"UP\"").doesNotContain("details");
        }
        for (String path : List.of("metrics", "prometheus", "info", "env")) {
            assertThat(send(locked, "GET /actuator/" + path, "Host: localhost").status())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(send(locked, "GET /actuator/env", "Host: localhost", credentials("operator"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, 200",
        "LOCALHOST:1, 200",
        "127.0.0.1:8080, 200",
        "[::1]:8080, 200",
        "console.example, 200",
        "CONSOLE.EXAMPLE:80, 200",
        "evil.example, 421",
        "evil.example:8080, 421",
        "localhost.evil.example, 421",
        "127.0.0.1.evil.example, 421",
        "127.0.0.2, 421",
        "10.0.0.1, 421"
    })
    void aRequestForAnotherHostIsRefused(String host, int status) throws IOException {
        Answer answer = send(open, "GET /api/things/a", "Host: " + host);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 421) {
            assertThat(answer.text()).contains("application/problem+json").doesNotContain("thing a");
        }
    }

    @Test
    void anotherHostIsRefusedBeforeItsPasswordIsTried() throws IOException {
        Answer answer = send(locked, "GET /api/things/a", "Host: evil.example", credentials("operator"));

        assertThat(answer.status()).isEqualTo(421);
    }

    @Test
    void withoutAHostNobodyIsMisled() throws IOException {
        assertThat(sendBytes(open, "GET /actuator/health HTTP/1.0\r\n\r\n").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: http://localhost:8080 | 200",
                "Origin: http://LOCALHOST:8080 | 200",
                "Sec-Fetch-Site: same-origin | 200",
                "Sec-Fetch-Site: none | 200",
                "Origin: http://evil.example | 403",
                "Origin: http://localhost:9090 | 403",
                "Origin: null | 403",
                "Origin: localhost:8080 | 403",
                "Sec-Fetch-Site: cross-site | 403",
                "Sec-Fetch-Site: same-site | 403",
            })
    void aPageOfAnotherSiteCannotSendRequests(String header, int status) throws IOException {
        for (String request : List.of("GET /api/things/a", "DELETE /api/things/a")) {
            assertThat(send(open, request, "Host: localhost:8080", header).status())
                    .as(request)
                    .isEqualTo(status);
        }
    }

    @Test
    void aLinkFromAnotherSiteMayBeFollowed() throws IOException {
        String[] headers = {
            "Host: localhost", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"
        };
        assertThat(send(open, "GET /api/things/a", headers).status()).isEqualTo(200);
        assertThat(send(open, "POST /api/things/a", headers).status()).isEqualTo(403);
    }

    @Test
    void answersForbidFramingSniffingAndForeignContent() throws IOException {
        assertThat(send(open, "GET /api/things/a", "Host: localhost").text())
                .contains("X-Content-Type-Options: nosniff")
                .contains("X-Frame-Options: DENY")
                .contains("Content-Security-Policy: default-src 'self'")
                .contains("Referrer-Policy: no-referrer")
                .contains("Cross-Origin-Resource-Policy: same-origin");
    }

    @ParameterizedTest
    @CsvSource({
        "a%25b, a%b",
        "a%3Bb, a;b",
        "a%2Fb, a/b",
        "a%2f%2Fb, a//b",
        "a%5Cb, a\\b",
        "%2F..%2Fb, /../b",
        "St.%20Lucia, St. Lucia",
        "C%C3%B4te, Côte"
    })
    void namesInPathsMayHoldWhatTheyLike(String encoded, String name) throws IOException {
        assertThat(send(open, "GET /api/things/" + encoded, "Host: localhost").text())
                .contains("thing " + name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/things/a;b",
                "/api/things/a;",
                "/api/things;x/a",
                "/api/things/a;jsessionid=1",
                "/actuator/health;x",
                "/api/things//a",
                "/api/things/./a",
                "/api/things/../things/a",
                "/api/things/%2E%2E",
                "/api/things/a%00b",
                "/api/things/a%0Ab",
                "/api/things/a%zz",
                "/api/things/a%C3",
                "/api/things/a\\b"
            })
    void aPathThatCouldNameAnotherResourceIsRefusedWithAReason(String path) throws IOException {
        for (String method : List.of("GET ", "DELETE ")) {
            Answer answer = send(open, method + path, "Host: localhost");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("application/problem+json", "\"detail\":");
        }
    }

    @Test
    void whoGuessesPasswordsIsSlowedDownAndOtherAddressesAreNot() throws Exception {
        try (var context = start("--ringcast.admin.password=" + OPERATOR_PASSWORD)) {
            List<Callable<Integer>> guesses = Collections.nCopies(
                    100,
                    () -> send(context, "GET /api/things/a", "Host: localhost", credentials("wrong"))
                            .status());
            List<Integer> statuses = new ArrayList<>();
            try (var threads = Executors.newFixedThreadPool(20)) {
                for (Future<Integer> guess : threads.invokeAll(guesses)) {
                    statuses.add(guess.get());
                }
            }
            assertThat(statuses).containsOnly(401, 429);
            assertThat(Collections.frequency(statuses, 401))
                    .as("wrong passwords that were looked at")
                    .isBetween(ThrottledAuthentication.BURST, ThrottledAuthentication.BURST + 5);

            Answer slowed = send(context, "GET /api/things/a", "Host: localhost", credentials("operator"));
            assertThat(slowed.status()).isEqualTo(429);
            assertThat(slowed.text()).contains("application/problem+json").containsPattern("Retry-After: [1-9]");
            assertThat(send(context, "GET /actuator/health", "Host: localhost").status())
                    .isEqualTo(200);
            assertThat(sendFrom("127.0.0.2", context, credentials("operator")).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void nobodysBodyIsReadBeforeItIsKnownWhoSendsIt() {
        assertThat(locked.containsBean("formContentFilter")).isFalse();
        assertThat(locked.containsBean("multipartResolver")).isFalse();
    }

    @Test
    void rightPasswordsAreNeverSlowedDown() throws Exception {
        for (int i = 0; i < 3 * ThrottledAuthentication.BURST; i++) {
            assertThat(sendFrom("127.0.0.3", locked, credentials("operator")).status())
                    .isEqualTo(200);
        }
    }

    private static Answer sendFrom(String address, ConfigurableApplicationContext to, String header)
            throws IOException {
        String request = "GET /api/things/a HTTP/1.1\r\nConnection: close\r\nHost: localhost\r\n" + header + "\r\n\r\n";
        int port = to.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(address), 0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void passwordsAreNeverPrinted(CapturedOutput output) {
        try (var context = start(
                "--debug",
                "--ringcast.admin.password=" + OPERATOR_PASSWORD,
                "--ringcast.admin.viewer-password=v13wer")) {
            assertThat(context.getBean(AdminProperties.class).toString()).doesNotContain(OPERATOR_PASSWORD, "v13wer");
        }
        assertThat(output).doesNotContain(OPERATOR_PASSWORD, "v13wer", "generated security password");
    }

    private static ConfigurableApplicationContext start(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--server.port=0");
        all.add("--spring.main.banner-mode=off");
        all.add("--spring.mvc.problemdetails.enabled=true");
        all.add("--management.endpoints.web.exposure.include=health,info,metrics,prometheus");
        return new SpringApplicationBuilder(Application.class).run(all.toArray(String[]::new));
    }

    private static String credentials(String user) {
        String password = switch (user) {
            case "operator" -> OPERATOR_PASSWORD;
            case "viewer" -> VIEWER_PASSWORD;
            default -> "guess";
        };
        String name = user.equals("wrong") ? "operator" : user;
        byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
        return user.equals("nobody")
                ? "X-Nobody: 1"
                : "Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static Answer send(ConfigurableApplicationContext to, String request, String... headers)
            throws IOException {
        return sendBytes(
                to, request + " HTTP/1.1\r\nConnection: close\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    private static Answer sendBytes(ConfigurableApplicationContext to, String request) throws IOException {
        int port = to.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
