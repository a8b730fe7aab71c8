package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.SecretKey;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas with real threads, disks and JGroups, in one process. */
class ReplicaGroupIT {
    private static final int CLIENTS = 4;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void joinersUnderLoadEndWithTheStateOfTheGroup() throws InterruptedException {
        joinUnderLoad(10, null);
    }

    @Test
    void theyDoSoTooInAGroupWithASecret() throws InterruptedException {
        joinUnderLoad(10, Keys.of("correct horse battery"));
    }

    @Test
    @Tag("soak")
    void twoHundredJoinersUnderLoadEndWithTheStateOfTheGroup() throws InterruptedException {
        joinUnderLoad(200, null);
    }

    /** Each round a server joins and the oldest one leaves, so that every server was a joiner once, and leader. */
    private void joinUnderLoad(int joins, @Nullable SecretKey key) throws InterruptedException {
        try (var group = new LiveGroup(directory, 1, key);
                var load = new Load(group)) {
            List<Long> joinMillis = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                group.start().awaitActive();
            }
            load.start();
            for (int i = 0; i < joins; i++) {
                long before = System.nanoTime();
                group.start().awaitActive();
                joinMillis.add((System.nanoTime() - before) / 1_000_000);
                group.servers().getFirst().stop();
            }
            load.stop();
            group.assertEqual();
            Collections.sort(joinMillis);
            System.out.printf(
                    "%d joins under load: median %d ms, worst %d ms; %d commands%n",
                    joins, joinMillis.get(joins / 2), joinMillis.getLast(), load.commands());
        }
    }

    private static void awaitOrEnd(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without ADR 7 no client is answered until the hanging server is excluded, and a joining server has a minute. */
    @Test
    void aMajorityGoesOnThoughAServerHangsWhenItJoins() throws InterruptedException {
        try (var group = new LiveGroup(directory, 2)) {
            for (int i = 0; i < 3; i++) {
                group.start();
            }
            group.servers().forEach(LiveGroup.Server::awaitActive);
            var client = group.client("c0");
            assertThat(client.ask(new Command(Kind.CLAIM, "slot0")).ok()).isTrue();
            LiveGroup.Server first = group.servers().getFirst();
            LiveGroup.Server third = group.servers().getLast();
            third.stop();
            assertThat(client.ask(new Command(Kind.CLAIM, "slot1")).ok()).isTrue();

            var hangs = new CountDownLatch(1);
            LiveGroup.Server hanging = group.startAgain(third, () -> awaitOrEnd(hangs));
            try {
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> first.report().members().size() == 3);
                long before = System.nanoTime();
                assertThat(client.ask(new Command(Kind.CLAIM, "slot2")).ok()).isTrue();
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
                assertThat(hanging.report().phase()).isEqualTo(Phase.JOINING);
            } finally {
                hangs.countDown();
            }
            group.assertEqual();
        }
    }

    @Test
    void aGroupThatStopsAsAWholeStartsWithAllThatWasAnswered() throws InterruptedException {
        try (var group = new LiveGroup(directory, 1)) {
            group.start().awaitActive();
            group.start().awaitActive();
            var client = group.client("c0");
            for (int i = 0; i < 50; i++) {
                assertThat(client.ask(new Command(Kind.CLAIM, "slot" + i)).ok()).isTrue();
            }
            group.assertEqual();
        }
        try (var again = new LiveGroup(directory, 1)) {
            again.start().awaitActive();
            again.start().awaitActive();
            again.assertEqual();
            assertThat(again.servers().getFirst().report().application()).hasSize(50);
        }
    }

    @Test
    void everyServerAnswersAChangeThatNothingFollows() throws InterruptedException {
        try (var group = new LiveGroup(directory, 1)) {
            for (int i = 0; i < 3; i++) {
                group.start().awaitActive();
            }
            group.assertEqual();
            var client = group.client("c0");
            for (int i = 1; i <= 20; i++) {
                var id = new RequestId("c0", i);
                assertThat(client.ask(new Command(Kind.CLAIM, "slot" + i)).ok()).isTrue();
                Awaitility.await().until(() -> client.serversThatAnswered(id).size() == 3);
            }
            assertThat(client.contradictions).isEmpty();
        }
    }

    @Test
    void aServerAloneBelowMinMembersRefusesAndServesWhenASecondComes() throws InterruptedException {
        try (var group = new LiveGroup(directory, 2)) {
            var first = group.start();
            Awaitility.await().until(() -> first.report().phase() == Phase.MINORITY);
            group.start().awaitActive();
            first.awaitActive();
            assertThat(group.client("c0").ask(new Command(Kind.CLAIM, "slot")).ok())
                    .isTrue();
        }
    }

    /** Clients that claim, free and read random slots until they are stopped. */
    private static final class Load implements AutoCloseable {
        private final AtomicBoolean running = new AtomicBoolean(true);
        private final List<Thread> threads = new ArrayList<>();
        private final List<LiveGroup.LoadClient> clients = new ArrayList<>();
        private final List<Throwable> failures = new CopyOnWriteArrayList<>();

        Load(LiveGroup group) {
            for (int i = 0; i < CLIENTS; i++) {
                LiveGroup.LoadClient client = group.client("c" + i);
                clients.add(client);
                var random = new Random(i);
                threads.add(Thread.ofPlatform().name("load-" + i).unstarted(() -> run(client, random)));
            }
        }

        void start() {
            threads.forEach(Thread::start);
        }

        private void run(LiveGroup.LoadClient client, Random random) {
            List<Kind> kinds = List.of(Kind.CLAIM, Kind.FREE, Kind.READ);
            try {
                while (running.get()) {
                    client.ask(new Command(kinds.get(random.nextInt(3)), "slot" + random.nextInt(20)));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                failures.add(e);
            }
        }

        void stop() throws InterruptedException {
            running.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(clients)
                    .allSatisfy(client -> assertThat(client.contradictions).isEmpty());
        }

        int commands() {
            return clients.stream().mapToInt(c -> c.told.size()).sum();
        }

        @Override
        public void close() throws InterruptedException {
            running.set(false);
            for (Thread thread : threads) {
                if (thread.isAlive()) {
                    thread.interrupt();
                    thread.join();
                }
            }
        }
    }
}
