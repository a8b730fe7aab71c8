package io.ringcast.systemtests.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports reservations from one group and imports them into another. */
class ExportsIT {
    @TempDir
    Path directory;

    @Test
    void anEmptyGroupThatImportsWhatAnotherExportsHasTheSameReservations() throws Exception {
        Path emptyData = Files.createDirectories(directory.resolve("data"));
        for (String file : List.of("rooms.txt", "timeslots.txt", "days.txt")) {
            Files.copy(Services.data().resolve(file), emptyData.resolve(file));
        }
        Files.createFile(emptyData.resolve("reservations.txt"));
        try (Cluster from = Cluster.onLoopback(directory.resolve("from"));
                Cluster to = Cluster.onLoopback(directory.resolve("to")).withData(emptyData)) {
            from.start("s1");
            to.start("t1", "t2");
            Map<SlotName, String> reservations = from.server("s1").reservations();
            assertThat(reservations).isNotEmpty();
            assertThat(to.server("t2").reservations()).isEmpty();
            String table = from.server("s1").rest().get("/api/reservations.csv").body();

            Rest.Response report = to.server("t1").rest().post("/api/reservations/import", "text/csv", table);

            assertThat(report.json().path("reserved").asInt()).as(report.body()).isEqualTo(reservations.size());
            assertThat(report.json().path("refused")).isEmpty();
            assertThat(to.server("t2").reservations()).isEqualTo(reservations);
            assertThat(to.server("t2").rest().get("/api/reservations.ics").body())
                    .contains("BEGIN:VEVENT");
        }
    }
}
