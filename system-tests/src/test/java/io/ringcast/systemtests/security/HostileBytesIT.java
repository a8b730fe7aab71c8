package io.ringcast.systemtests.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.ClientProcess;
import io.ringcast.systemtests.cluster.Cluster;
import io.ringcast.systemtests.cluster.ServerProcess;
import io.ringcast.systemtests.dht.DhtCluster;
import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.MetricsPage;
import io.ringcast.systemtests.lab.Ports;
import io.ringcast.systemtests.lab.Rest;
import io.ringcast.systemtests.lab.Seed;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that no member of the group has sent, to the ports at which servers talk to each other. */
class HostileBytesIT {
    private static final String SECRET = "--ringcast.secret=correct horse battery";
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    private static final Duration WATCHED = Duration.ofSeconds(3);
    private static final int ATTACKS = 20;
    private static final int BURST = 100;
    private static final int BURSTS = 30;

    @TempDir
    Path directory;

    @Test
    void serializedObjectsAreNotRead() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            attack(cluster, cluster.startAfter("alice", List.of(), "s1", "s2", "s3"));
        }
    }

    @Test
    void serializedObjectsAreNotReadWithASecret() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with(SECRET)) {
            attack(cluster, cluster.startAfter("alice", List.of(SECRET), "s1", "s2", "s3"));
        }
    }

    @Test
    void randomMutatedAndRecordedBytesDoNoHarm() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory)) {
            fuzz(cluster, cluster.startAfter("alice", List.of(), "s1", "s2", "s3"));
        }
    }

    @Test
    void randomMutatedAndRecordedBytesDoNoHarmWithASecret() throws Exception {
        try (Cluster cluster = Cluster.onLoopback(directory).with(SECRET)) {
            fuzz(cluster, cluster.startAfter("alice", List.of(SECRET), "s1", "s2", "s3"));
        }
    }

    @Test
    @Tag("soak")
    void anHourOfHostileBytes() throws Exception {
        Duration duration = Duration.ofMinutes(Long.getLong("ringcast.fuzz.minutes", 60));
        Random random = new Random(Seed.next());
        try (Cluster cluster = Cluster.onLoopback(directory);
                DhtCluster dht = DhtCluster.onLoopback(directory, 3)) {
            ClientProcess client = cluster.startAfter("gateway", List.of(), "s1", "s2", "s3");
            dht.registerAll();
            dht.succeed("alice", "setup-dht 3 alice");
            List<AttackedService> services =
                    new ArrayList<>(List.of(new AttackedService(client.process(), client.rest())));
            cluster.running().forEach(server -> services.add(new AttackedService(server.process(), server.rest())));
            dht.processes().forEach((process, rest) -> services.add(new AttackedService(process, rest)));
            try (HostileBytes attacker = new HostileBytes(servers(cluster), random)) {
                attacker.record(30);
                command(client);
                attacker.record(10);
                List<Resources> before = services.stream().map(Resources::of).toList();
                Duration longest = Duration.ZERO;
                long end = System.nanoTime() + duration.toNanos();
                while (System.nanoTime() < end) {
                    AttackedService target = services.get(random.nextInt(services.size()));
                    burst(attacker, random, target.process(), Ports.tcpOf(target.process()));
                    attacker.sendToServers(attacker.next());
                    longest = max(longest, command(client));
                }
                Figures.tell("longest command in " + duration + " of hostile bytes: " + longest.toMillis() + " ms");
                assertThat(longest).isLessThan(Duration.ofSeconds(5));
                cluster.awaitSameState(Duration.ofSeconds(10));
                dht.expectEveryCountryFromEveryEntry();
                for (int i = 0; i < services.size(); i++) {
                    AttackedService service = services.get(i);
                    assertThat(service.rest().isUp())
                            .as(service.process().name())
                            .isTrue();
                    Resources after = Resources.of(service);
                    Figures.tell(service.process().name() + ": " + before.get(i) + ", then " + after);
                    after.assertHaveNotGrownBeyond(
                            before.get(i), service.process().name());
                }
            }
        }
    }

    /** A process and its interface. */
    private record AttackedService(JavaProcess process, Rest rest) {}

    /** What a process holds after a garbage collection. */
    private record Resources(double heapBytes, double threads, double descriptors) {
        static Resources of(AttackedService service) {
            service.process().collectGarbage();
            MetricsPage page = MetricsPage.of(service.rest());
            return new Resources(
                    page.sum("jvm_memory_used_bytes", "area=\"heap\""),
                    page.sum("jvm_threads_live_threads"),
                    page.sum("process_files_open_files"));
        }

        void assertHaveNotGrownBeyond(Resources before, String process) {
            assertThat(heapBytes).as("heap of %s", process).isLessThan(before.heapBytes + 100e6);
            assertThat(threads).as("threads of %s", process).isLessThan(before.threads + 50);
            assertThat(descriptors).as("descriptors of %s", process).isLessThan(before.descriptors + 100);
        }
    }

    private static void burst(HostileBytes attacker, Random random, JavaProcess target, List<Integer> tcpPorts) {
        for (int port : tcpPorts) {
            attacker.connect(random.nextBoolean() ? attacker.greeting() : attacker.next(), port);
        }
        List<Integer> ports = Ports.udpOf(target);
        for (int j = 0; j < BURST; j++) {
            attacker.send(attacker.next(), ports.get(random.nextInt(ports.size())));
        }
    }

    private static void attack(Cluster cluster, ClientProcess client) throws Exception {
        try (HostileBytes attacker = new HostileBytes(servers(cluster), new Random(Seed.next()))) {
            attacker.record(1);
            byte[] sets = attacker.nestedSets();
            Duration longest = Duration.ZERO;
            for (int i = 0; i < ATTACKS; i++) {
                attacker.sendToServers(sets);
                attacker.send(sets, new InetSocketAddress(cluster.group(), cluster.port()));
                for (ServerProcess server : cluster.running()) {
                    Ports.udpOf(server.process()).forEach(port -> attacker.send(sets, port));
                    HostileBytes.watchPorts(server).forEach(port -> attacker.connect(sets, port));
                }
                longest = max(longest, command(client));
            }
            Map<ServerProcess, Duration> used = new HashMap<>();
            cluster.running().forEach(server -> used.put(server, processorTime(server.process())));
            Awaitility.await().pollDelay(WATCHED).until(() -> true);

            Figures.tell("longest command during the attack: " + longest.toMillis() + " ms");
            assertThat(longest).isLessThan(LONGEST_WAIT);
            for (ServerProcess server : cluster.running()) {
                Duration more = processorTime(server.process()).minus(used.get(server));
                Figures.tell(server.name() + " used the processor for " + more.toMillis() + " of " + WATCHED.toMillis()
                        + " ms after the attack");
                assertThat(more).as("processor time of %s", server.name()).isLessThan(WATCHED.dividedBy(6));
            }
            for (ServerProcess server : cluster.running()) {
                assertThat(dropped(server, "malformed")).isGreaterThanOrEqualTo(ATTACKS);
            }
            assertThat(command(client)).isLessThan(LONGEST_WAIT);
            cluster.awaitSameState(Duration.ofSeconds(10));
        }
    }

    private static void fuzz(Cluster cluster, ClientProcess client) throws Exception {
        Random random = new Random(Seed.next());
        try (HostileBytes attacker = new HostileBytes(servers(cluster), random)) {
            attacker.record(30);
            command(client);
            attacker.record(10);
            String members =
                    cluster.server("s1").replica().orElseThrow().path("members").toString();
            Duration longest = Duration.ZERO;
            for (int i = 0; i < BURSTS; i++) {
                for (ServerProcess server : cluster.running()) {
                    burst(attacker, random, server.process(), HostileBytes.watchPorts(server));
                }
                for (int j = 0; j < BURST; j++) {
                    attacker.sendToServers(attacker.next());
                }
                longest = max(longest, command(client));
            }
            Figures.tell("longest command while fuzzed: " + longest.toMillis() + " ms");
            assertThat(longest).isLessThan(LONGEST_WAIT);
            cluster.awaitSameState(Duration.ofSeconds(10));
            assertThat(cluster.running()).hasSize(3);
            for (ServerProcess server : cluster.running()) {
                assertThat(server.rest().isUp()).as("%s is up", server.name()).isTrue();
                assertThat(server.replica().orElseThrow().path("members").toString())
                        .as("members that %s sees", server.name())
                        .isEqualTo(members);
                assertThat(dropped(server, "malformed")).isGreaterThan(BURSTS);
                assertThat(server.output()).doesNotContain("OutOfMemoryError");
            }
        }
    }

    private static InetSocketAddress servers(Cluster cluster) {
        return new InetSocketAddress(cluster.group(), cluster.port() + 1);
    }

    /** How long a command of the client took. */
    private static Duration command(ClientProcess client) {
        long begin = System.nanoTime();
        assertThat(client.command("reserve SA314 8:30-9:30 Friday")).isEqualTo("OK");
        assertThat(client.command("delete SA314 8:30-9:30 Friday")).isEqualTo("OK");
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration processorTime(JavaProcess process) {
        return ProcessHandle.of(process.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private static double dropped(ServerProcess server, String reason) {
        return MetricsPage.of(server.rest()).sum("ringcast_replica_dropped_total", "reason=\"" + reason + "\"");
    }
}
