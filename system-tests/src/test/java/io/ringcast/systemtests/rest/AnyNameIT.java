package io.ringcast.systemtests.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.Words;
import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Rest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Names that files, paths, tables and prompts take for something else, through a client, two servers and back. */
class AnyNameIT {
    private static final Path NAMES = Path.of("../reservation-server/src/test/resources/nasty-names.json");

    @TempDir
    Path directory;

    @Test
    void eachNameComesBackFromThePromptTheWireRestAndATable() throws Exception {
        List<String> names = new ArrayList<>();
        for (JsonNode name : JsonMapper.shared().readTree(NAMES)) {
            names.add(name.asString());
        }
        Path data = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("rooms.txt", "timeslots.txt", "days.txt")) {
            Files.write(data.resolve(file), names);
        }
        Files.createFile(data.resolve("reservations.txt"));
        try (Cluster cluster = Cluster.onLoopback(directory.resolve("from")).withData(data);
                Cluster other = Cluster.onLoopback(directory.resolve("to")).withData(data)) {
            cluster.start("s1", "s2");
            other.start("t1");
            ClientProcess client = cluster.startClient("client");
            assertThat(client.answer("rooms").path("lines"))
                    .extracting(JsonNode::asString)
                    .isEqualTo(names);
            Map<SlotName, String> expected = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                String room = names.get(i);
                var slot = new SlotName(room, names.get((i + 1) % names.size()), names.get((i + 2) % names.size()));
                expected.put(slot, "client");

                String line = Words.line("reserve", slot.room(), slot.timeslot(), slot.day());
                assertThat(client.answer(line).path("status").asString())
                        .as(line)
                        .isEqualTo("OK");
                JsonNode checked = client.answer(Words.line("check", room)).path("lines");
                assertThat(Words.of(checked.path(0).asString()))
                        .as(room)
                        .containsExactly(slot.day(), slot.timeslot(), "client");
            }
            assertThat(cluster.server("s2").reservations()).isEqualTo(expected);

            String table =
                    cluster.server("s1").rest().get("/api/reservations.csv").body();
            Rest.Response report =
                    other.server("t1").rest().post("/api/reservations/import", "text/csv;charset=UTF-8", table);
            assertThat(report.json().path("reserved").asInt()).as(report.body()).isEqualTo(names.size());
            assertThat(other.server("t1").reservations()).isEqualTo(expected);

            for (String room : names) {
                String day = names.get((names.indexOf(room) + 2) % names.size());
                String timeslot = names.get((names.indexOf(room) + 1) % names.size());
                String line = Words.line("delete", room, timeslot, day);
                assertThat(client.answer(line).path("status").asString())
                        .as(line)
                        .isEqualTo("OK");
            }
            assertThat(cluster.server("s1").reservations()).isEmpty();
        }
    }
}
