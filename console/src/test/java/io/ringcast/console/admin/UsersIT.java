package io.ringcast.console.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Users from a file. */
class UsersIT {
    private static final String PASSWORD = "sesame";

    /** Of the password, by the C library's crypt. */
    private static final String HASH = "$2b$05$abcdefghijklmnopqrstuuKcS.CYWVYVaLiiCKrrc0A5s3mGesJ9O";

    @TempDir
    private static Path directory;

    private static ConfigurableApplicationContext service;

    private final HttpClient http = HttpClient.newHttpClient();

    @Configuration
    @EnableAutoConfiguration
    @Import(Application.Things.class)
    static class Application {
        @Bean
        BookerPaths bookerPaths() {
            return new BookerPaths(List.of("/api/things", "/api/things/*"));
        }

        @RestController
        static class Things {
            @RequestMapping({"/api/things", "/api/things/{name}", "/api/rules"})
            String who(HttpServletRequest request) {
                return Requester.of(request).toString();
            }
        }
    }

    @BeforeAll
    static void startService() throws IOException {
        Path users = directory.resolve("users");
        Files.writeString(users, "alice:booker:" + HASH + "\nvera:viewer:" + HASH + "\nodo:operator:" + HASH + "\n");
        service = start("--server.address=0.0.0.0", "--ringcast.admin.users=" + users);
    }

    @AfterAll
    static void stopService() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/rules, alice, 200",
        "POST, /api/things, alice, 200",
        "DELETE, /api/things/a, alice, 200",
        "PATCH, /api/things/a, alice, 403",
        "POST, /api/things/a/b, alice, 403",
        "POST, /api/rules, alice, 403",
        "GET, /api/things, vera, 200",
        "POST, /api/things, vera, 403",
        "POST, /api/rules, odo, 200",
        "DELETE, /api/things/a, odo, 200",
        "GET, /api/things, operator, 401",
        "GET, /api/things, nobody, 401"
    })
    void aBookerChangesWhatBookersMay(String method, String path, String user, int status) throws Exception {
        HttpResponse<String> answer = send(method, path, user, PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 200) {
            assertThat(answer.body()).contains("name=" + user, "booker=" + user.equals("alice"));
        } else {
            assertThat(answer.body()).contains("\"status\":" + status);
        }
        if (status == 403 && user.equals("alice")) {
            assertThat(answer.body()).contains("A booker changes only his or her own reservations");
        }
    }

    @Test
    void aWrongPasswordIsRefusedBeforeAndAfterARightOne() throws Exception {
        assertThat(send("GET", "/api/things", "vera", "guess").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/things", "vera", PASSWORD).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/api/things", "vera", "guess").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/things", "vera", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aHashThatTakesLongToCheckIsReplacedInMemoryAfterItsPasswordWasRight() throws Exception {
        assertThat(send("GET", "/api/things", "odo", PASSWORD).statusCode()).isEqualTo(200);

        var users = service.getBean(InMemoryUserDetailsManager.class);
        assertThat(users.loadUserByUsername("odo").getPassword())
                .startsWith("{memory}")
                .doesNotContain(HASH);
    }

    @Test
    void anOperatorWithAPasswordOfItsOwnMayStandBesideThem() throws IOException {
        Path users = Files.writeString(directory.resolve("more"), "alice:booker:" + HASH);
        try (var both = start("--ringcast.admin.users=" + users, "--ringcast.admin.password=only for me")) {
            var names = both.getBean(InMemoryUserDetailsManager.class);
            assertThat(names.userExists("operator")).isTrue();
            assertThat(names.userExists("alice")).isTrue();
        }
    }

    @Test
    void aFileThatIsNotAsItShouldBeStopsTheStart() throws IOException {
        Path users = Files.writeString(directory.resolve("wrong"), "alice:booker:sesame");

        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> start("--ringcast.admin.users=" + users))
                .havingRootCause()
                .isInstanceOf(AdminException.class)
                .withMessageContaining("line 1");
    }

    private static ConfigurableApplicationContext start(String... options) {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--server.port=0");
        all.add("--spring.main.banner-mode=off");
        return new SpringApplicationBuilder(Application.class).run(all.toArray(String[]::new));
    }

    @Test
    void aTokenStandsForThePasswordUntilItsUserSignsOut() throws Exception {
        HttpResponse<String> signedIn = send("POST", "/api/session", "alice", PASSWORD);
        assertThat(signedIn.statusCode()).isEqualTo(201);
        String bearer = "Bearer "
                + JsonMapper.shared().readTree(signedIn.body()).path("token").asString();

        assertThat(send("POST", "/api/things", bearer).body()).contains("name=alice", "booker=true");
        assertThat(send("POST", "/api/rules", bearer).statusCode()).isEqualTo(403);
        assertThat(send("POST", "/api/session", bearer).statusCode()).isEqualTo(400);
        assertThat(send("DELETE", "/api/session", bearer).statusCode()).isEqualTo(204);
        assertThat(send("GET", "/api/things", bearer).statusCode()).isEqualTo(401);
    }

    @Test
    void aWrongPasswordGivesNoToken() throws Exception {
        assertThat(send("POST", "/api/session", "alice", "wrong").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/api/things", "Bearer guessed").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(String method, String path, String user, String password) throws Exception {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(method, path, "Basic " + pair);
    }

    private HttpResponse<String> send(String method, String path, String authorization) throws Exception {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, BodyPublishers.noBody())
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }
}
