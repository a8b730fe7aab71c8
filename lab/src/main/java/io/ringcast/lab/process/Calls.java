package io.ringcast.lab.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Requests over HTTP to the processes of the lab. A process that does not answer is no error here. Thread-safe. */
public final class Calls {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Answer NONE = new Answer(0, JSON.missingNode());

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** Gets a path. */
    public Answer get(LabProcess process, String path, Duration timeout) {
        return send(request(process, path, timeout).GET().build());
    }

    /** Sends JSON. */
    public Answer send(LabProcess process, String method, String path, Object body, Duration timeout) {
        return send(request(process, path, timeout)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build());
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @return its lines; null if the process does not answer. The caller closes it
     */
    public @Nullable Stream<String> lines(LabProcess process, String path) {
        HttpRequest request = HttpRequest.newBuilder(uri(process, path))
                .header("Accept", "text/event-stream")
                .build();
        try {
            HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
            if (response.statusCode() == 200) {
                return response.body();
            }
            response.body().close();
            return null;
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static HttpRequest.Builder request(LabProcess process, String path, Duration timeout) {
        return HttpRequest.newBuilder(uri(process, path))
                .header("Accept", "application/json")
                .timeout(timeout);
    }

    private static URI uri(LabProcess process, String path) {
        return URI.create("http://127.0.0.1:" + process.httpPort() + path);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            String body = response.body();
            return new Answer(response.statusCode(), body.isEmpty() ? JSON.missingNode() : JSON.readTree(body));
        } catch (IOException | JacksonException e) {
            return NONE; // It does not run, is paused, or has just ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }
}
