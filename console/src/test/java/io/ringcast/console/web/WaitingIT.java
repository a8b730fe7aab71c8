package io.ringcast.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.console.terminal.CommandInterpreter;
import io.ringcast.console.terminal.CommandResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;

/** Many who wait, who are gone, or who send too much do not take from others what they need. */
@DirtiesContext
@SpringBootTest(
        classes = WaitingIT.Application.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.mvc.problemdetails.enabled=true",
            "ringcast.terminal=false",
            "management.endpoints.web.exposure.include=health"
        })
class WaitingIT {
    private static final int WATCHERS_MAX = 8;

    @Configuration
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Blocking blocking() {
            return new Blocking();
        }
    }

    /** Answers when it is told to. */
    static final class Blocking implements CommandInterpreter {
        final AtomicInteger waiting = new AtomicInteger();
        final CountDownLatch release = new CountDownLatch(1);

        @Override
        public CommandResult execute(String line) {
            waiting.incrementAndGet();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return CommandResult.of("OK", List.of("done"));
        }

        @Override
        public List<String> completions(List<String> words) {
            return List.of();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Blocking commands;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void healthAnswersWithinASecondWhileTwoThousandCommandsWait() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 2 * WaitingCommands.WAITING_MAX; i++) {
            answers.add(http.sendAsync(command("{\"line\":\"wait\"}"), BodyHandlers.ofString()));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> commands.waiting.get() == WaitingCommands.WAITING_MAX);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> answers.stream().filter(CompletableFuture::isDone).count() == WaitingCommands.WAITING_MAX);

        for (String path : List.of("/actuator/health", "/api/trace")) {
            HttpResponse<String> answer =
                    http.send(get(path).timeout(Duration.ofSeconds(1)).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }

        commands.release.countDown();
        int refused = 0;
        for (CompletableFuture<HttpResponse<String>> future : answers) {
            HttpResponse<String> answer = future.join();
            if (answer.statusCode() == 503) {
                refused++;
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(answer.body()).contains("Nothing was done");
            } else {
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
        assertThat(refused).isEqualTo(WaitingCommands.WAITING_MAX);
    }

    @Test
    void watchersThatAreGoneGiveTheirPlacesBackThoughNothingHappens() throws Exception {
        List<Socket> watchers = new ArrayList<>();
        for (int i = 0; i < WATCHERS_MAX; i++) {
            Socket watcher = watch();
            assertThat(status(watcher)).contains("200");
            watchers.add(watcher);
        }
        try (Socket oneMore = watch()) {
            assertThat(status(oneMore)).contains("503");
        }

        for (Socket watcher : watchers) {
            watcher.close();
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Socket next = watch()) {
                return status(next).contains("200");
            }
        });
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        String line = "{\"line\":\"" + "x".repeat(RequestLimitFilter.JSON_BYTES_MAX) + "\"}";
        HttpResponse<String> said = http.send(command(line), BodyHandlers.ofString());
        HttpRequest unsaid = command(BodyPublishers.fromPublisher(BodyPublishers.ofString(line)));
        HttpResponse<String> chunked = http.send(unsaid, BodyHandlers.ofString());

        assertThat(said.statusCode()).isEqualTo(413);
        assertThat(said.body()).contains("at most 65536 bytes");
        assertThat(chunked.statusCode()).isEqualTo(413);
    }

    private HttpRequest command(String body) {
        return command(BodyPublishers.ofString(body));
    }

    private HttpRequest command(HttpRequest.BodyPublisher body) {
        return get("/api/commands")
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private Socket watch() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write("GET /api/trace/stream HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static String status(Socket watcher) throws IOException {
        return String.valueOf(
                new BufferedReader(new InputStreamReader(watcher.getInputStream(), StandardCharsets.UTF_8)).readLine());
    }
}
