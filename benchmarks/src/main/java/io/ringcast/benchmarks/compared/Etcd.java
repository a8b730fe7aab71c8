package io.ringcast.benchmarks.compared;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.Service;
import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.load.Work;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.Ports;
import io.ringcast.benchmarks.process.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Three members of etcd. A slot is claimed by a transaction that puts a key which does not exist yet. Clients speak to
 * etcd's own JSON gateway and are spread over the members; over gRPC etcd would have somewhat less to do.
 */
public final class Etcd implements Service {
    private static final int MEMBERS = 3;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final List<Program> members = new ArrayList<>();
    private final List<Integer> clientPorts = new ArrayList<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SlotNumbers slots = new SlotNumbers();
    private final AtomicInteger callers = new AtomicInteger();

    /** Starts it and waits until all members are healthy. */
    public Etcd(Path directory) {
        List<String> peers = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            peers.add("http://127.0.0.1:" + Ports.tcp());
            clientPorts.add(Ports.tcp());
        }
        List<String> cluster = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            cluster.add("e" + i + "=" + peers.get(i));
        }
        for (int i = 0; i < MEMBERS; i++) {
            members.add(start("e" + i, directory, clientPorts.get(i), peers.get(i), String.join(",", cluster)));
        }
        for (int i = 0; i < MEMBERS; i++) {
            int port = clientPorts.get(i);
            members.get(i).awaitReady(() -> isHealthy(port));
        }
    }

    private static Program start(String name, Path directory, int clientPort, String peer, String cluster) {
        String client = "http://127.0.0.1:" + clientPort;
        return Program.start(
                name,
                directory.resolve(name),
                List.of(
                        Installation.program("etcd", "etcd-server").toString(),
                        "--name=" + name,
                        "--data-dir=data",
                        "--listen-client-urls=" + client,
                        "--advertise-client-urls=" + client,
                        "--listen-peer-urls=" + peer,
                        "--initial-advertise-peer-urls=" + peer,
                        "--initial-cluster=" + cluster,
                        "--initial-cluster-state=new",
                        "--log-level=error"));
    }

    private boolean isHealthy(int port) {
        try {
            return send(HttpRequest.newBuilder(uri(port, "/health"))
                            .timeout(TIMEOUT)
                            .build())
                    .contains("\"true\"");
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public String name() {
        return "etcd, 3 members";
    }

    @Override
    public Caller newCaller(Work work) {
        if (work != Work.RESERVE) {
            throw new IllegalArgumentException("only claims of slots are compared");
        }
        URI transactions = uri(clientPorts.get(callers.getAndIncrement() % MEMBERS), "/v3/kv/txn");
        return () -> claim(transactions);
    }

    private void claim(URI transactions) throws IOException {
        String key = base64("slot-" + slots.next());
        String body = "{\"compare\":[{\"key\":\"" + key
                + "\",\"target\":\"CREATE\",\"result\":\"EQUAL\",\"create_revision\":\"0\"}],"
                + "\"success\":[{\"request_put\":{\"key\":\"" + key + "\",\"value\":\"" + base64("alice") + "\"}}]}";
        String answer = send(HttpRequest.newBuilder(transactions)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(body))
                .build());
        if (!answer.contains("\"succeeded\":true")) {
            throw new IOException("etcd answered " + answer);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        http.close();
        members.forEach(Program::close);
    }
}
