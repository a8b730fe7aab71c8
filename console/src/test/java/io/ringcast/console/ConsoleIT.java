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
import org.jspecify.annotations.Nullable;
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

    @Test
    void theRootIsAPageForABrowserAndAListForAProgram() throws Exception {
        HttpResponse<String> page = send("GET", "/", "", "Accept", "text/html,application/xml;q=0.9,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body()).contains("<script type=\"module\" src=\"/assets/shell.js\">", "<noscript>");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'self';"));

        HttpResponse<String> json = send("GET", "/", "", "Accept", "application/json");
        assertThat(json.body()).contains("\"name\":\"c1\"", "\"/api/trace\"").doesNotContain("{name}");
        assertThat(send("GET", "/", "").body())
                .as("a program that accepts anything")
                .startsWith("{");
        assertThat(send("HEAD", "/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void pagesHaveAddressesAndScriptsOfTheirOwn() throws Exception {
        assertThat(send("GET", "/pages/addresses", "", "Accept", "text/html").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/pages/nothing", "", "Accept", "text/html").statusCode())
                .isEqualTo(404);
        assertThat(send("GET", "/api/page", "").body()).contains("\"name\":\"c1\"", "\"addresses\"");
        for (String script : List.of("/assets/shell.js", "/_static/htm/3.1.1/preact/standalone.module.js")) {
            HttpResponse<String> answer = send("GET", script, "");
            assertThat(answer.statusCode()).as(script).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/javascript"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/api/commands|Accept=*/*|405|Allow: POST|PUT is not supported here",
                "FOO|/api/commands|Accept=*/*|501||The methods that are known here are GET",
                "POST|/api/commands|Content-Type=text/plain|415|Accept: application/json|The body should not be text/plain",
                "POST|/api/commands|Content-Type=nonsense|415|Accept: application/json|should be a media type",
                "POST|/api/commands|Content-Encoding=gzip|415|Accept-Encoding: identity|should not be compressed",
                "GET|/api/trace|Accept=application/xml|406||The answer can only be one of [application/json",
                "GET|/api/trace|Accept=bogus|406||such as application/json",
                "GET|/api/nothing|Accept=text/html|404||There is nothing at /api/nothing",
                "DELETE|/|Accept=*/*|405|Allow: GET|DELETE is not supported"
            })
    void whatIsNotSupportedIsToldWithWhatIs(
            String method, String path, String header, int status, @Nullable String told, String detail)
            throws Exception {
        String[] pair = header.split("=", 2);
        HttpResponse<String> answer = send(method, path, "{}", pair[0], pair[1]);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains(detail, "\"instance\":\"" + path + "\"");
        if (told != null) {
            String[] expected = told.split(": ", 2);
            assertThat(answer.headers().firstValue(expected[0]))
                    .hasValueSatisfying(value -> assertThat(value).contains(expected[1]));
        }
    }

    @Test
    void optionsAndHeadAreAnswered() throws Exception {
        HttpResponse<String> options = send("OPTIONS", "/api/trace", "");
        assertThat(options.statusCode()).isEqualTo(200);
        assertThat(options.headers().firstValue("Allow")).hasValue("GET,HEAD,OPTIONS");
        assertThat(send("HEAD", "/api/trace", "").statusCode()).isEqualTo(200);
        assertThat(send("HEAD", "/api/nothing", "").statusCode()).isEqualTo(404);
        assertThat(send("HEAD", "/api/commands", "").statusCode()).isEqualTo(405);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhetherItsLengthIsToldOrNot() throws Exception {
        String large = "{\"line\":\"" + "x".repeat(70_000) + "\"}";
        HttpRequest.BodyPublisher told = HttpRequest.BodyPublishers.ofString(large);
        HttpRequest.BodyPublisher untold = HttpRequest.BodyPublishers.fromPublisher(told);
        for (HttpRequest.BodyPublisher body : List.of(told, untold)) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/commands"))
                            .header("Content-Type", "application/json")
                            .POST(body)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("at most 65536 bytes", "\"instance\":\"/api/commands\"");
        }
    }

    @Test
    void headersOrAnAddressThatAreTooLongAreCalledSo() throws Exception {
        for (int length : List.of(8_200, 9_000, 20_000)) {
            HttpResponse<String> headers = send("GET", "/api/trace", "", "X-Big", "a".repeat(length));
            assertThat(headers.statusCode()).isEqualTo(431);
            assertThat(headers.body()).contains("The headers are too long").contains("at most 8192 bytes");

            HttpResponse<String> address = send("GET", "/api/" + "a".repeat(length), "");
            assertThat(address.statusCode()).isEqualTo(414);
            assertThat(address.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        assertThat(send("GET", "/api/trace", "", "X-Big", "a".repeat(7_000)).statusCode())
                .isEqualTo(200);
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

    private HttpResponse<String> send(String method, String path, String body, String header, String value)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(request(method, path, body), (name, v) -> !name.equals(header))
                .header(header, value)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
