package io.ringcast.replication.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Counter} on three JVMs, of which the leader is killed, comes back, and lacks nothing. */
class CounterIT {
    @TempDir
    private Path directory = Path.of("");

    private final Map<String, Replica> replicas = new HashMap<>();
    private final String port = String.valueOf(20_000 + new Random().nextInt(20_000));

    private record Replica(Process process, BufferedReader from, Writer to) {
        String ask(Object line) {
            try {
                to.write(line + "\n");
                to.flush();
                return String.valueOf(from.readLine());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void start(String name) throws IOException {
        Path store = Files.createDirectories(directory.resolve(name));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.net.preferIPv4Stack=true",
                        Counter.class.getName(),
                        name,
                        store.toString(),
                        port)
                .redirectError(directory.resolve(name + ".log").toFile())
                .start();
        replicas.put(name, new Replica(process, process.inputReader(), process.outputWriter()));
    }

    @AfterEach
    void end() {
        replicas.values().forEach(replica -> replica.process().destroyForcibly());
    }

    private Replica replica(String name) {
        return replicas.get(name);
    }

    /** Whom all of them follow, once they do. */
    private String leader() {
        List<String> told = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            told.clear();
            replicas.values().forEach(each -> told.add(each.ask("leader")));
            return told.stream().distinct().count() == 1 && !told.getFirst().equals("null");
        });
        return told.getFirst();
    }

    @Test
    void threeProcessesShareANumberThatTheDeathOfTheLeaderDoesNotLose() throws IOException, InterruptedException {
        for (String name : List.of("a", "b", "c")) {
            start(name);
        }
        leader(); // Who sees too few others refuses.
        assertThat(replica("a").ask(1)).isEqualTo("1");
        assertThat(replica("b").ask(10)).isEqualTo("11");
        assertThat(replica("c").ask(100)).isEqualTo("111");

        String leader = leader();
        replicas.remove(leader).process().destroyForcibly().waitFor();
        for (Replica survivor : replicas.values()) {
            assertThat(survivor.ask(0)).isEqualTo("111");
        }
        assertThat(replicas.values().iterator().next().ask(1_000)).isEqualTo("1111");

        start(leader);
        leader();
        assertThat(replica(leader).ask(0)).isEqualTo("1111");
    }
}
