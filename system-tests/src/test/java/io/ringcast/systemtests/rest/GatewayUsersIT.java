package io.ringcast.systemtests.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.load.SlotCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.ResourceAccessException;

/** A hundred users of one gateway, which crashes: none starves, and each command takes effect once. */
class GatewayUsersIT {
    private static final int USERS = 100;
    private static final Set<String> NOT_KNOWN = Set.of("UNKNOWN", "UNAVAILABLE");

    @TempDir
    Path directory;

    /** The gateway, which is another process after it has crashed. */
    private final AtomicReference<Rest> gateway = new AtomicReference<>();

    @Test
    void noneOfAHundredUsersStarvesAndEachCommandTakesEffectOnce() throws Exception {
        serve(Duration.ofSeconds(12));
    }

    @Test
    @Tag("soak")
    void noneOfAHundredUsersStarvesForAMinute() throws Exception {
        serve(Duration.ofSeconds(60));
    }

    private void serve(Duration time) throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory);
                ExecutorService threads = Executors.newFixedThreadPool(USERS)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            ClientProcess first = cluster.startClient("door");
            gateway.set(first.rest());
            List<SlotName> free = SlotCatalog.read(Services.data()).slots().stream()
                    .filter(slot -> !before.containsKey(slot))
                    .toList();
            long end = System.nanoTime() + time.toNanos();
            List<Future<Integer>> users = new ArrayList<>();
            for (int i = 0; i < USERS; i++) {
                SlotName slot = free.get(i);
                users.add(threads.submit(() -> reserveAndDeleteUntil(end, slot)));
            }
            Awaitility.await("half of the time").atMost(time).until(() -> System.nanoTime() > end - time.toNanos() / 2);
            first.process().kill();
            // As the same user: the holder is part of a command, and so of what is the same request.
            gateway.set(cluster.startClient("door").rest());

            List<Integer> done = new ArrayList<>();
            for (Future<Integer> user : users) {
                done.add(user.get(2, TimeUnit.MINUTES));
            }
            done.sort(null);
            int median = done.get(USERS / 2);
            Figures.tell(
                    "%d users of one gateway in %d s, which crashed once: %d commands; the slowest user %d, the median %d"
                            .formatted(
                                    USERS,
                                    time.toSeconds(),
                                    done.stream().mapToInt(Integer::intValue).sum(),
                                    done.getFirst(),
                                    median));
            assertThat(2 * done.getFirst())
                    .as("twice what the slowest user did")
                    .isGreaterThanOrEqualTo(median);
            assertThat(cluster.server("s1").reservations()).isEqualTo(before);
        }
    }

    /** Nobody else wants the slot, so nothing but OK is right, also for what is sent again. */
    private int reserveAndDeleteUntil(long end, SlotName slot) {
        String words = " " + slot.room() + " " + slot.timeslot() + " " + slot.day();
        int done = 0;
        while (System.nanoTime() < end) {
            for (String verb : List.of("reserve", "delete")) {
                String key = slot + " " + verb + " " + done;
                assertThat(outcome(verb + words, key))
                        .as("%s%s, the %d.", verb, words, done)
                        .isEqualTo("OK");
                done++;
            }
        }
        return done;
    }

    private String outcome(String line, String key) {
        return attempt(line, key)
                .orElseGet(() -> Awaitility.await("an answer to " + line)
                        .atMost(Duration.ofSeconds(90))
                        .until(() -> attempt(line, key), Optional::isPresent)
                        .orElseThrow());
    }

    private Optional<String> attempt(String line, String key) {
        try {
            Rest.Response response =
                    Objects.requireNonNull(gateway.get()).postOnce("/api/commands", Map.of("line", line), key);
            String status = response.json().path("status").asString();
            return response.status() == 200 && !NOT_KNOWN.contains(status) ? Optional.of(status) : Optional.empty();
        } catch (ResourceAccessException e) {
            return Optional.empty(); // The gateway is dead: whether the command was carried out is not known.
        }
    }
}
