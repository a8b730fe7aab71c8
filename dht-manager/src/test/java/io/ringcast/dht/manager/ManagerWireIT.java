package io.ringcast.dht.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.transport.ManagerPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every command and every FAILURE condition, as datagrams written by hand. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"dht.port=0", "dht.port-group=8", "dht.phase-timeout=10m"})
@DirtiesContext // It ends before its store is removed.
class ManagerWireIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS_MAX = 10_000;

    @TempDir
    static Path store;

    @Autowired
    private ManagerPort manager;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry registry) {
        registry.add("dht.store", () -> store);
    }

    @Autowired
    private ManagerReplica replica;

    private final String requester = "byhand" + System.nanoTime();
    private DatagramSocket socket;
    private long sequence;

    @BeforeEach
    void open() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
    }

    @AfterEach
    void forgetEverybody() {
        socket.close();
        List<String> ring = replica.state().phase().ring();
        if (!ring.isEmpty()) {
            replica.submit(new ManagerCommand.TearDownDht(ring.getFirst()), PATIENCE);
            replica.submit(new ManagerCommand.CompleteTeardown(ring.getFirst()), PATIENCE);
        }
        replica.state().users().keySet().forEach(user -> replica.submit(new ManagerCommand.Deregister(user), PATIENCE));
    }

    private JsonNode ask(String type, Object... fields) {
        return exchange(request(++sequence, type, fields));
    }

    private String request(long sequence, String type, Object... fields) {
        Map<String, Object> object = new HashMap<>();
        object.put("v", 1);
        object.put("type", type);
        object.put("id", requester + "-" + sequence);
        for (int i = 0; i < fields.length; i += 2) {
            object.put((String) fields[i], fields[i + 1]);
        }
        return JSON.writeValueAsString(object);
    }

    /** Sends these, and returns the first answer. */
    private JsonNode exchange(String... datagrams) {
        try {
            for (String datagram : datagrams) {
                byte[] bytes = datagram.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, manager.address()));
            }
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(answer);
            return JSON.readTree(answer.getData(), 0, answer.getLength());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + List.of(datagrams), e);
        }
    }

    private JsonNode succeed(String type, Object... fields) {
        JsonNode answer = ask(type, fields);
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("success");
        return answer;
    }

    private void fail(String reason, String type, Object... fields) {
        JsonNode answer = ask(type, fields);
        assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("failure");
        assertThat(answer.path("reason").asString()).isEqualTo(reason);
        assertThat(answer.path("text").asString()).isNotBlank();
    }

    private void registerThree() {
        succeed("register", "user", "alice", "address", "127.0.0.1", "ports", List.of(5000));
        succeed("register", "user", "bob", "address", "127.0.0.1", "ports", List.of(5001, 5002, 5003));
        succeed("register", "user", "carol", "address", "127.0.0.1", "ports", List.of(5004));
    }

    @Test
    void registerIsRefusedForEveryReason() {
        registerThree();
        fail("BAD_NAME", "register", "user", "al1ce", "address", "127.0.0.1", "ports", List.of(5010));
        fail("BAD_ADDRESS", "register", "user", "dave", "address", "localhost", "ports", List.of(5010));
        fail("BAD_PORTS", "register", "user", "dave", "address", "127.0.0.1", "ports", List.of());
        fail("PORT_OUTSIDE_GROUP", "register", "user", "dave", "address", "127.0.0.1", "ports", List.of(5500));
        fail("NAME_TAKEN", "register", "user", "alice", "address", "127.0.0.1", "ports", List.of(5010));
        fail("PORT_TAKEN", "register", "user", "dave", "address", "127.0.0.1", "ports", List.of(5003));
    }

    @Test
    void aDhtGoesThroughAllItsPhasesAndEachRefusesWhatDoesNotFit() {
        fail("NO_DHT", "query-dht", "user", "alice");
        fail("NO_DHT", "leave-dht", "user", "alice");
        fail("NO_DHT", "teardown-dht", "user", "alice");
        fail("NOT_LEADER", "dht-complete", "user", "alice");
        fail("NOT_LEADER", "teardown-complete", "user", "alice");
        fail("NOT_EXPECTED", "dht-rebuilt", "user", "alice", "newLeader", "bob");
        fail("NOT_EXPECTED", "dht-failed", "user", "alice");
        fail("NOT_REGISTERED", "deregister", "user", "alice");
        registerThree();
        succeed("register", "user", "dave", "address", "127.0.0.1", "ports", List.of(5020));
        fail("NOT_REGISTERED", "setup-dht", "user", "zoe", "ring", 2);
        fail("BAD_RING_SIZE", "setup-dht", "user", "alice", "ring", 1);
        fail("TOO_FEW_USERS", "setup-dht", "user", "alice", "ring", 5);

        List<String> ring = members(succeed("setup-dht", "user", "alice", "ring", 3));
        assertThat(ring).hasSize(3).startsWith("alice");
        fail("BUSY_BUILDING", "query-dht", "user", "alice");
        fail("NOT_LEADER", "dht-complete", "user", ring.get(1));
        succeed("dht-complete", "user", "alice");

        String free = List.of("bob", "carol", "dave").stream()
                .filter(user -> !ring.contains(user))
                .findFirst()
                .orElseThrow();
        fail("DHT_EXISTS", "setup-dht", "user", free, "ring", 2);
        assertThat(ring).containsAll(members(succeed("query-dht", "user", free)));
        fail("NOT_FREE", "query-dht", "user", "alice");
        fail("NOT_FREE", "deregister", "user", ring.get(1));
        fail("NOT_MEMBER", "leave-dht", "user", free);
        fail("NOT_LEADER", "teardown-dht", "user", free);
        fail("NOT_EXPECTED", "dht-complete", "user", "alice");

        succeed("leave-dht", "user", "alice");
        fail("BUSY_LEAVING", "query-dht", "user", free);
        fail("NOT_LEAVING", "dht-rebuilt", "user", ring.get(2), "newLeader", ring.get(1));
        fail("NOT_MEMBER", "dht-rebuilt", "user", "alice", "newLeader", free);
        succeed("dht-rebuilt", "user", "alice", "newLeader", ring.get(1));
        succeed("leave-dht", "user", ring.get(2));
        succeed("dht-rebuilt", "user", ring.get(2), "newLeader", ring.get(1));
        fail("LAST_MEMBER", "leave-dht", "user", ring.get(1));

        succeed("teardown-dht", "user", ring.get(1));
        fail("BUSY_TEARING_DOWN", "register", "user", "erin", "address", "127.0.0.1", "ports", List.of(5030));
        succeed("teardown-complete", "user", ring.get(1));
        succeed("deregister", "user", "alice");
    }

    private static List<String> members(JsonNode answer) {
        return answer.path("members")
                .valueStream()
                .map(member -> member.path("user").asString())
                .toList();
    }

    @Test
    void aRepeatedRequestGetsItsFirstAnswerAndHasNoSecondEffect() {
        registerThree();
        String setUp = request(++sequence, "setup-dht", "user", "alice", "ring", 2);
        JsonNode first = exchange(setUp);
        assertThat(exchange(setUp)).isEqualTo(first);
        succeed("dht-complete", "user", "alice");
        assertThat(exchange(setUp, request(++sequence, "query-dht", "user", "-"))
                        .path("reason")
                        .asString())
                .as("a request older than one that is decided is not answered, and has no effect")
                .isEqualTo("NOT_REGISTERED");
        assertThat(replica.state().phase().word()).isEqualTo("READY");
    }

    @Test
    void whatIsMalformedIsAnsweredIfItHasAnId() {
        assertThat(ask("dance").path("reason").asString()).isEqualTo("MALFORMED");
        assertThat(ask("register", "user", "alice").path("text").asString()).contains("'address' is missing");
        assertThat(ask("query-dht", "user", "alice", "extra", 1).path("text").asString())
                .contains("unknown field 'extra'");
    }
}
