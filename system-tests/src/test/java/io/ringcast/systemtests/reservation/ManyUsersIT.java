package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.history.Operation;
import io.ringcast.systemtests.history.Operation.CommandKind;
import io.ringcast.systemtests.history.Operation.Invocation;
import io.ringcast.systemtests.history.Operation.Observation;
import io.ringcast.systemtests.history.Operation.SeenReservation;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.load.SlotCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Many users of one client process: their commands leave from one socket, and share datagrams. */
class ManyUsersIT {
    private static final CommandKind[] KINDS = CommandKind.values();
    private static final String USER = "door";
    private static final Pattern RESERVATION = Pattern.compile("(?<day>\\S+) (?<timeslot>\\d\\S+) (?<holder>.+)");
    private static final Pattern TAKEN = Pattern.compile("ROOM_TAKEN: .* is reserved for (.*)\\.");

    @TempDir
    Path directory;

    private final List<SlotName> slots = SlotCatalog.read(Services.data()).slots();

    @Test
    @NeedsNetworks
    void oneOutcomeForEachThoughDatagramsOfSeveralAreLostAndAServerIsKilled() throws Exception {
        killAServerAmidLosses(16, 40);
    }

    @Test
    @Tag("soak")
    @NeedsNetworks
    void oneOutcomeForEachOfTwentyThousandThoughDatagramsOfSeveralAreLostAndAServerIsKilled() throws Exception {
        killAServerAmidLosses(32, 625);
    }

    private void killAServerAmidLosses(int users, int each) throws Exception {
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", USER);
                Cluster cluster = Cluster.on(network, directory);
                ExecutorService threads = Executors.newFixedThreadPool(users)) {
            cluster.start("s1", "s2", "s3");
            Map<SlotName, String> before = cluster.server("s1").reservations();
            ClientProcess door = cluster.startClient(USER);
            network.loseEverywhere(20);

            var half = new CountDownLatch(users * each / 2);
            long seed = Seed.next();
            List<Future<List<Operation>>> histories = Stream.iterate(1, user -> user + 1)
                    .limit(users)
                    .map(user -> threads.submit(user(door, user, each, new Random(seed + user), half)))
                    .toList();
            assertThat(half.await(5, TimeUnit.MINUTES))
                    .as("half of the commands are done")
                    .isTrue();
            cluster.server("s2").kill();
            cluster.start("s2");
            List<Operation> operations = new ArrayList<>();
            for (Future<List<Operation>> history : histories) {
                operations.addAll(history.get());
            }
            network.loseEverywhere(0);

            assertThat(operations).as("what nobody answered").allMatch(Operation::isDeterminate);
            cluster.awaitSameState(Duration.ofSeconds(30));
            cluster.assertLinearizable(before, operations);
            assertThat(shared(door, "out")).as("datagrams of several requests").isPositive();
            assertThat(shared(door, "in")).as("datagrams of several answers").isPositive();
            assertThat(MetricsPage.of(door.rest()).sum("ringcast_divergences_total"))
                    .isZero();
            Figures.tell("%d commands of %d users, %.0f requests and %.0f answers in datagrams of several"
                    .formatted(operations.size(), users, shared(door, "out"), shared(door, "in")));
        }
    }

    private Callable<List<Operation>> user(
            ClientProcess door, int user, int operations, Random random, CountDownLatch half) {
        return () -> {
            List<Operation> history = new ArrayList<>();
            for (int i = 1; i <= operations; i++) {
                CommandKind kind = KINDS[random.nextInt(KINDS.length)];
                SlotName slot = slots.get(random.nextInt(slots.size()));
                var invocation = new Invocation("u" + user + "-" + i, kind, slot, USER, System.nanoTime());
                JsonNode answer = door.answer(line(kind, slot));
                history.add(new Operation(invocation, observation(kind, answer)));
                half.countDown();
            }
            return history;
        };
    }

    private static String line(CommandKind kind, SlotName slot) {
        return switch (kind) {
            case RESERVE -> "reserve " + slot.room() + " " + slot.timeslot() + " " + slot.day();
            case DELETE -> "delete " + slot.room() + " " + slot.timeslot() + " " + slot.day();
            case CHECK -> "check " + slot.room();
        };
    }

    private static Observation observation(CommandKind kind, JsonNode answer) {
        return new Observation(
                answer.path("status").asString(),
                System.nanoTime(),
                takenBy(answer),
                kind == CommandKind.CHECK ? seen(answer) : List.of());
    }

    private static @Nullable String takenBy(JsonNode answer) {
        Matcher taken = TAKEN.matcher(answer.path("lines").path(0).asString(""));
        return taken.matches() ? taken.group(1) : null;
    }

    private static List<SeenReservation> seen(JsonNode answer) {
        List<SeenReservation> seen = new ArrayList<>();
        for (JsonNode line : answer.path("lines")) {
            Matcher reservation = RESERVATION.matcher(line.asString());
            if (reservation.matches()) {
                seen.add(new SeenReservation(
                        reservation.group("timeslot"), reservation.group("day"), reservation.group("holder")));
            }
        }
        return seen;
    }

    private static double shared(ClientProcess client, String direction) {
        return MetricsPage.of(client.rest()).sum("ringcast_datagrams_shared_total", "direction=\"" + direction + "\"");
    }
}
