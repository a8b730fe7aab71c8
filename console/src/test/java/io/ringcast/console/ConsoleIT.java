package io.ringcast.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import io.ringcast.protocol.transport.Direction;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        classes = ConsoleIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.mvc.problemdetails.enabled=true",
            "ringcast.name=c1",
            "ringcast.trace=true",
            "management.endpoints.web.exposure.include=health,info,metrics,prometheus"
        })
class ConsoleIT {
    @Configuration
    @EnableAutoConfiguration
    @Import(Application.Broken.class)
    static class Application {
        @Bean
        CommandInterpreter interpreter() {
            return new CommandInterpreter() {
                @Override
                public CommandResult execute(String line) {
                    return new CommandResult("OK", null, List.of("did " + line), Map.of("from", "s1"), false);
                }

                @Override
                public List<String> completions(List<String> words) {
                    return List.of();
                }
            };
        }

        @RestController
        static class Broken {
            @GetMapping("/api/broken")
            String broken() {
                throw new IllegalStateException("secret detail");
            }
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    List<DatagramObserver> observers;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({
        "GET, /api/nothing, 404",
        "PUT, /api/commands, 405",
        "GET, /api/trace?limit=many, 400",
        "GET, /api/trace?limit=0, 400",
        "GET, /api/broken, 500",
        "GET, /error, 404"
    })
    void everyErrorIsAProblemDetail(String method, String path, int status) throws Exception {
        HttpResponse<String> response = send(method, path, "");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("\"status\":" + status).doesNotContain("secret", "Exception", "at io.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"line\":\"  \"}", "{\"line\":{}}"})
    void aBodyThatIsNoCommandIsABadRequest(String body) throws Exception {
        HttpResponse<String> response = send("POST", "/api/commands", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void aRequestThatIsNotEvenHttpIsAProblemDetailToo() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

            assertThat(reader.readLine()).startsWith("HTTP/1.1 400");
            assertThat(reader.lines().takeWhile(line -> !line.isEmpty()))
                    .anyMatch(line -> line.contains("application/problem+json"));
        }
    }

    @Test
    void aCommandIsAnsweredWithStatusLinesAndDetails() throws Exception {
        HttpResponse<String> response = send("POST", "/api/commands", "{\"line\":\" rooms \"}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"status\":\"OK\",\"lines\":[\"did rooms\"],\"from\":\"s1\"}");
    }

    @Test
    void theTraceShowsWhatPassed() throws Exception {
        observe("{\"a\":1}");

        HttpResponse<String> response = send("GET", "/api/trace?limit=1", "");

        assertThat(response.body())
                .contains("\"peer\":\"127.0.0.1:9\"", "\"direction\":\"in\"", "\"text\":\"{\\\"a\\\":1}\"");
    }

    @Test
    void theTraceStreamShowsWhatPasses() throws Exception {
        HttpResponse<Stream<String>> response =
                http.send(request("GET", "/api/trace/stream", ""), HttpResponse.BodyHandlers.ofLines());
        try (Stream<String> lines = response.body()) {
            observe("streamed");

            assertThat(lines.filter(line -> line.contains("streamed")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).startsWith("data:{"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/actuator/health", "/actuator/info", "/actuator/metrics", "/actuator/prometheus", "/v3/api-docs"
            })
    void theManagementEndpointsAnswer(String path) throws Exception {
        assertThat(send("GET", path, "").statusCode()).isEqualTo(200);
    }

    private void observe(String text) {
        var event = new DatagramEvent(
                Instant.now(),
                "endpoint",
                Direction.IN,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 9),
                "text",
                null,
                false,
                text.getBytes(StandardCharsets.UTF_8));
        observers.forEach(observer -> observer.observed(event));
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
