package io.ringcast.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The documented command, {@code java -jar reservation-server.jar GROUP PORT} without any option, again and again. */
class RestartIT {
    private static final int SERVERS = 3;
    private static final Duration START = Duration.ofSeconds(90);
    private static final Pattern ADDRESS = Pattern.compile("(\\S+) is at http://127\\.0\\.0\\.1:(\\d+)");

    @TempDir
    Path directory;

    private final String group = Ports.group();
    private final int port = Ports.freeUdpPair();

    private record Running(String name, JavaProcess process, Rest rest) {}

    @Test
    void everyReservationIsThereAfterAllServersEndedAndStartedAgain() throws IOException {
        copyTheData();
        List<Running> first = start(1);
        Set<String> names = names(first);
        reserve(first.getFirst(), "Monday");

        end(first, JavaProcess::interrupt);
        List<Running> second = start(2);
        assertThat(names(second)).isEqualTo(names);
        assertThat(days(second)).containsOnly(Set.of("Monday"));
        reserve(second.getLast(), "Tuesday");

        end(second, JavaProcess::kill);
        List<Running> third = start(3);
        assertThat(names(third)).isEqualTo(names);
        assertThat(days(third)).containsOnly(Set.of("Monday", "Tuesday"));
        assertThat(stores()).isEqualTo(names);
        assertThat(third)
                .anySatisfy(server -> assertThat(server.process().output()).contains("is in use by another server"));
        end(third, JavaProcess::kill);
    }

    private void copyTheData() throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("rooms.txt", "timeslots.txt", "days.txt")) {
            Files.copy(Services.data().resolve(file), data.resolve(file));
        }
        Files.writeString(data.resolve("reservations.txt"), "");
    }

    /** Starts all servers at once. */
    private List<Running> start(int round) {
        List<JavaProcess> processes = new ArrayList<>();
        for (int i = 0; i < SERVERS; i++) {
            processes.add(JavaProcess.service("round" + round + "-" + i, "reservation-server")
                    .arguments(group, Integer.toString(port))
                    .in(directory)
                    .start(directory));
        }
        List<Running> servers = processes.stream().map(RestartIT::announced).toList();
        Awaitility.await("a group of " + SERVERS)
                .atMost(START)
                .untilAsserted(() -> assertThat(servers).allSatisfy(server -> {
                    JsonNode replica = server.rest().get("/api/replica").json();
                    assertThat(replica.path("state").asString()).isEqualTo("ACTIVE");
                    assertThat(replica.path("members").size()).isEqualTo(SERVERS);
                }));
        return servers;
    }

    private static Running announced(JavaProcess process) {
        MatchResult match = Awaitility.await(process.name() + " to tell its address")
                .atMost(START)
                .failFast(
                        () -> assertThat(process.isAlive()).as(process.output()).isTrue())
                .until(() -> ADDRESS.matcher(process.output()).results().findFirst(), found -> found.isPresent())
                .orElseThrow();
        return new Running(match.group(1), process, new Rest("127.0.0.1", Integer.parseInt(match.group(2))));
    }

    private static void end(List<Running> servers, Consumer<JavaProcess> how) {
        servers.forEach(server -> how.accept(server.process()));
        servers.forEach(server -> {
            server.process().awaitExit(START);
            server.process().close();
        });
    }

    private static void reserve(Running server, String day) {
        var slot = Map.of("room", "ME4494", "timeslot", "8:30-9:30", "day", day, "holder", "alice");
        assertThat(server.rest().post("/api/reservations", slot).status()).isEqualTo(201);
    }

    private static Set<String> names(List<Running> servers) {
        return servers.stream().map(Running::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The days on which each server has a reservation. */
    private static List<Set<String>> days(List<Running> servers) {
        return servers.stream()
                .map(server -> {
                    Set<String> days = new TreeSet<>();
                    server.rest()
                            .get("/api/reservations")
                            .json()
                            .forEach(r -> days.add(r.path("day").asString()));
                    return days;
                })
                .collect(Collectors.toList());
    }

    private Set<String> stores() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("ringcast-store/" + group + "-" + port))) {
            return entries.filter(Files::isDirectory)
                    .map(store -> store.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
