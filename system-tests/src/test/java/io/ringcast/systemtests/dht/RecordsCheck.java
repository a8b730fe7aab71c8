package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Rest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** Whether a DHT has exactly the records of the dataset, as members tell over REST. */
final class RecordsCheck {
    private static final int SWEEP_THREADS = 4;

    private RecordsCheck() {}

    /** Asks every member for every country: all are found, as the file has them, by a walk to the right. */
    static void everyCountryFromEveryEntry(DhtCluster dht) {
        List<String> ring = dht.ring();
        try (ExecutorService threads = Executors.newFixedThreadPool(SWEEP_THREADS)) {
            List<Future<?>> sweeps = new ArrayList<>();
            for (int entry = 0; entry < ring.size(); entry++) {
                int start = entry;
                sweeps.add(threads.submit(() -> everyCountryFrom(dht, ring, start)));
            }
            for (Future<?> sweep : sweeps) {
                sweep.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void everyCountryFrom(DhtCluster dht, List<String> ring, int entry) {
        Rest rest = dht.node(ring.get(entry)).rest();
        for (Map<String, String> country : dht.countries().records()) {
            String name = Countries.nameOf(country);
            Rest.Response answer = rest.get("/api/records/" + DhtCluster.encoded(name));
            assertThat(answer.status()).as(name + ": " + answer.body()).isEqualTo(200);
            JsonNode found = answer.json();
            country.forEach((column, value) ->
                    assertThat(found.path("record").path(column).asString()).isEqualTo(value));
            assertThat(found.path("position").asInt()).isEqualTo(Countries.positionOf(name));
            assertThat(found.path("path").valueStream().map(JsonNode::asInt).toList())
                    .as(name)
                    .isEqualTo(Countries.walk(entry, name, ring.size()));
        }
    }

    /** The tables of all members together are exactly the dataset, and each record lies where its hash says. */
    static void tablesAreTheDataset(DhtCluster dht) {
        List<String> ring = dht.ring();
        List<Map<String, String>> stored = new ArrayList<>();
        for (int id = 0; id < ring.size(); id++) {
            JsonNode table = dht.node(ring.get(id)).rest().get("/api/table").json();
            for (JsonNode position : table.path("positions")) {
                assertThat(position.path("position").asInt() % ring.size()).isEqualTo(id);
                for (JsonNode record : position.path("chain")) {
                    Map<String, String> fields = new LinkedHashMap<>();
                    record.propertyStream()
                            .forEach(field ->
                                    fields.put(field.getKey(), field.getValue().asString()));
                    assertThat(Countries.positionOf(Countries.nameOf(fields)))
                            .isEqualTo(position.path("position").asInt());
                    stored.add(fields);
                }
            }
        }
        assertThat(stored).containsExactlyInAnyOrderElementsOf(dht.countries().records());
    }
}
