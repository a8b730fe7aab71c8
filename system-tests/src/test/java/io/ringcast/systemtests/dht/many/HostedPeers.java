package io.ringcast.systemtests.dht.many;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Shell;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A manager, and one process that has many peers; host is the first of them. */
final class HostedPeers implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration REPAIRED_MAX = Duration.ofMinutes(2);
    private static final String LOOPBACK = "127.0.0.1";
    private static final double KILOBYTE = 1_024;

    private final JavaProcess managerProcess;
    private final JavaProcess process;
    private final Rest manager;
    private final Rest peers;

    HostedPeers(Path directory, Path dataset, int count) {
        int managerPort = Ports.freeUdpPair();
        int managerHttp = Ports.freeTcp();
        managerProcess = start(
                directory,
                "manager",
                "dht-manager",
                managerHttp,
                "-Xmx1g",
                managerPort + "",
                "--dht.store=" + directory.resolve("store"));
        manager = new Rest(LOOPBACK, managerHttp);
        int http = Ports.freeTcp();
        process = start(
                directory,
                "host",
                "dht-peer",
                http,
                "-Xmx4g",
                LOOPBACK,
                managerPort + "",
                "--dht.dataset=" + dataset,
                "--dht.table-size=auto",
                "--dht.peers=" + count,
                "--dht.register=host " + LOOPBACK + " " + Ports.freeUdpRange(count));
        peers = new Rest(LOOPBACK, http);
        Awaitility.await("all peers are registered")
                .atMost(START)
                .until(() -> manager.isUp()
                        && peers.isUp()
                        && manager.get("/api/users").json().size() == count);
    }

    private static JavaProcess start(
            Path directory, String name, String module, int http, String memory, String... arguments) {
        return JavaProcess.service(name, module)
                .jvmOptions(memory)
                .arguments(arguments)
                .arguments("--ringcast.terminal=false", "--ringcast.name=" + name, "--server.port=" + http)
                .start(directory);
    }

    /** The resident memory of the process with the peers. */
    double residentMegabytes() {
        String kilobytes = Shell.run("ps", "-o", "rss=", "-p", Long.toString(process.pid()));
        return Double.parseDouble(kilobytes.strip()) / KILOBYTE;
    }

    /** Has the first peer carry out a command. */
    List<String> succeed(String line) {
        JsonNode result =
                peers.postPatiently("/api/commands", Map.of("line", line)).json();
        assertThat(result.path("status").asString()).as(line + ": " + result).isEqualTo("SUCCESS");
        return result.path("lines").valueStream().map(JsonNode::asString).toList();
    }

    /** A record, looked up from the first peer. */
    JsonNode lookUp(String name) {
        String path = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        Rest.Response answer = peers.get("/api/records/" + path);
        assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The members in ring order, the leader first. */
    List<String> ring() {
        return dht().path("ring")
                .valueStream()
                .map(member -> member.path("user").asString())
                .toList();
    }

    private JsonNode dht() {
        return manager.get("/api/dht").json();
    }

    /** Stops a peer as if it were killed. */
    void kill(String user) {
        assertThat(peers.delete("/api/peers/" + user).status()).isEqualTo(204);
    }

    /** Starts it again. */
    void start(String user) {
        assertThat(peers.put("/api/peers/" + user).status()).isEqualTo(204);
    }

    /** Waits until the ring has as many members as that, and every holder has its copies. */
    void awaitRestored(int members) {
        Awaitility.await("a ring of " + members + " with all its copies")
                .atMost(REPAIRED_MAX)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> isRestored(dht(), members));
    }

    private static boolean isRestored(JsonNode dht, int members) {
        return dht.path("ring").size() == members
                && dht.path("slots")
                        .valueStream()
                        .allMatch(slot -> users(slot.path("complete")).containsAll(users(slot.path("holders"))));
    }

    private static List<String> users(JsonNode names) {
        return names.valueStream().map(JsonNode::asString).toList();
    }

    @Override
    public void close() {
        process.close();
        managerProcess.close();
    }
}
