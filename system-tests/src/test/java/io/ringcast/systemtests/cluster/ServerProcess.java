package io.ringcast.systemtests.cluster;

import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.Rest;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.databind.JsonNode;

/** One reservation server: its process and its REST side. */
public record ServerProcess(String name, JavaProcess process, Rest rest) implements AutoCloseable {

    /** The part of {@code GET /api/replica} that all servers of a group must agree on. */
    public record Position(long index, String digest) {}

    /** The state of its replica, or nothing if it does not answer. */
    public Optional<JsonNode> replica() {
        if (!process.isAlive()) {
            return Optional.empty();
        }
        try {
            Rest.Response answer = rest.get("/api/replica");
            return answer.status() == 200 ? Optional.of(answer.json()) : Optional.empty();
        } catch (ResourceAccessException notYet) {
            return Optional.empty();
        }
    }

    public boolean isInState(String state) {
        return replica().map(r -> r.path("state").asString().equals(state)).orElse(false);
    }

    public Optional<Position> position() {
        return replica()
                .map(r ->
                        new Position(r.path("index").asLong(), r.path("digest").asString()));
    }

    /** How many changes of a partition's losing side are still to be applied again. */
    public int lostChanges() {
        return replica().map(r -> r.path("lostChanges").asInt()).orElse(0);
    }

    /** The holder of each slot that is taken. */
    public Map<SlotName, String> reservations() {
        Rest.Response answer = rest.get("/api/reservations");
        if (answer.status() != 200) {
            throw new AssertionError(name + " answers " + answer);
        }
        Map<SlotName, String> holders = new TreeMap<>(Comparator.comparing(SlotName::toString));
        for (JsonNode r : answer.json()) {
            holders.put(
                    new SlotName(
                            r.path("room").asString(),
                            r.path("timeslot").asString(),
                            r.path("day").asString()),
                    r.path("holder").asString());
        }
        return holders;
    }

    /** The request ids of the changes that lost in a conflict. */
    public Set<String> conflictingRequests() {
        Set<String> ids = new TreeSet<>();
        for (JsonNode conflict : replica().orElseThrow().path("conflicts")) {
            ids.add(conflict.path("lostRequestId").asString());
        }
        return ids;
    }

    /** What it has printed. */
    public String output() {
        return process.output();
    }

    /** Asks it to end, as an operator does, and waits until it has. */
    public void stop() {
        process.stop();
    }

    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
