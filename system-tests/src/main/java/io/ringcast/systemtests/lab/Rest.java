package io.ringcast.systemtests.lab;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The REST interface of one process, used as its operator; on loopback it asks for no password. A request throws
 * {@link ResourceAccessException} if no response comes.
 */
public final class Rest {
    private static final String PASSWORD = "of the lab";

    /** For processes that are not on loopback. */
    public static final String PASSWORD_OPTION = "--ringcast.admin.password=" + PASSWORD;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final RestClient CLIENT = client(TIMEOUT);
    private static final RestClient PATIENT_CLIENT = client(PATIENCE);

    private final URI address;

    /** The process that listens there. */
    public Rest(String host, int port) {
        this.address = URI.create("http://" + host + ":" + port);
    }

    private static RestClient client(Duration timeout) {
        return RestClient.builder()
                .requestFactory(requestFactory(timeout))
                .defaultHeaders(headers -> headers.setBasicAuth("operator", PASSWORD))
                .build();
    }

    private static JdkClientHttpRequestFactory requestFactory(Duration timeout) {
        var factory = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build());
        factory.setReadTimeout(timeout);
        return factory;
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** What came back. */
    public record Response(int status, HttpHeaders headers, String body) {
        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }
    }

    /** Gets a path, or a URI that the process gave; what it holds is encoded already. */
    public Response get(String path) {
        return send(request(HttpMethod.GET, path));
    }

    /** Deletes what {@link #get} gets. */
    public Response delete(String path) {
        return send(request(HttpMethod.DELETE, path));
    }

    /** Puts nothing but the request. */
    public Response put(String path) {
        return send(request(HttpMethod.PUT, path));
    }

    /** Posts JSON: a text as it is, anything else as Jackson writes it. */
    public Response post(String path, Object body) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return post(path, MediaType.APPLICATION_JSON_VALUE, json);
    }

    /** Posts JSON as {@link #post} does, and waits minutes for the response. */
    public Response postPatiently(String path, Object body) {
        return send(PATIENT_CLIENT
                .method(HttpMethod.POST)
                .uri(address.resolve(path))
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(JSON.writeValueAsBytes(body)));
    }

    /** Posts JSON with an {@code Idempotency-Key}. */
    public Response postOnce(String path, Object body, String key) {
        return send(request(HttpMethod.POST, path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .header("Idempotency-Key", key)
                .body(JSON.writeValueAsBytes(body)));
    }

    /** Patches with JSON, as {@link #post} posts it. */
    public Response patch(String path, Object body) {
        String json = body instanceof String text ? text : JSON.writeValueAsString(body);
        return send(request(HttpMethod.PATCH, path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Puts JSON. */
    public Response put(String path, Object body) {
        return send(request(HttpMethod.PUT, path)
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)
                .body(JSON.writeValueAsBytes(body)));
    }

    /** Posts a body of any type. */
    public Response post(String path, String contentType, String body) {
        return send(request(HttpMethod.POST, path)
                .header(HttpHeaders.CONTENT_TYPE, contentType)
                .body(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether its health is UP; false while nobody listens. */
    public boolean isUp() {
        try {
            return get("/actuator/health").status() == 200;
        } catch (ResourceAccessException e) {
            return false;
        }
    }

    private RestClient.RequestBodySpec request(HttpMethod method, String path) {
        return CLIENT.method(method).uri(address.resolve(path));
    }

    private static Response send(RestClient.RequestHeadersSpec<?> request) {
        return request.exchangeForRequiredValue((sent, received) -> new Response(
                received.getStatusCode().value(),
                received.getHeaders(),
                new String(received.getBody().readAllBytes(), StandardCharsets.UTF_8)));
    }
}
