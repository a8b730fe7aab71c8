package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.api.StoreSettings;
import io.ringcast.replication.simulation.slots.SlotMachine;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Real replicas in this process: threads, disks, and JGroups over loopback. */
final class LiveGroup implements AutoCloseable {
    private final Path directory;
    private final String multicast;
    private final int port;
    private final int minMembers;
    private final @Nullable SecretKey key;
    private final List<Server> servers = new CopyOnWriteArrayList<>();
    private final List<Server> strangers = new CopyOnWriteArrayList<>();
    private final Map<String, LoadClient> clients = new ConcurrentHashMap<>();
    private int started;

    LiveGroup(Path directory, int minMembers) {
        this(directory, minMembers, null);
    }

    LiveGroup(Path directory, int minMembers, @Nullable SecretKey key) {
        var random = new Random();
        this.directory = directory;
        this.minMembers = minMembers;
        this.key = key;
        this.multicast = "239.255.%d.%d".formatted(random.nextInt(256), 1 + random.nextInt(254));
        this.port = 20_000 + random.nextInt(20_000);
    }

    final class Server {
        final String name;
        /** Why messages were dropped, and how many. */
        final Map<String, Integer> dropped = new ConcurrentHashMap<>();

        private final ReplicatedStateMachine<TreePMap<String, String>, SlotMachine.Command, SlotMachine.Outcome>
                replica;

        /** What would have ended the process. */
        final List<Throwable> fatal = new CopyOnWriteArrayList<>();

        final AtomicInteger views = new AtomicInteger();
        final AtomicInteger membersMax = new AtomicInteger();

        private Server(String name, @Nullable SecretKey key, int minMembers, Runnable atEachView) {
            this.name = name;
            var settings = new ReplicaSettings(
                    name,
                    new MembershipSettings(minMembers, 0, Duration.ofSeconds(2), MembershipOptions.of("reservation")),
                    new StoreSettings(directory.resolve(name), Durability.ALWAYS, 10_000, "reservation"),
                    new BackupSettings(directory.resolve("backups"), 1));
            this.replica = ReplicatedStateMachine.open(
                    new SlotMachine(), settings, new VitalThreads(failure -> fatal.add(failure.cause())));
            replica.start(() -> address(key), new Answers(name), new ReplicaObserver<>() {
                @Override
                public void viewInstalled(int members) {
                    views.incrementAndGet();
                    membersMax.accumulateAndGet(members, Math::max);
                    atEachView.run();
                }

                @Override
                public void dropped(String reason) {
                    dropped.merge(reason, 1, Integer::sum);
                }
            });
        }

        ReplicaReport<TreePMap<String, String>> report() {
            return replica.report();
        }

        void awaitActive() {
            await("server " + name + " is active")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> replica.report().phase() == Phase.ACTIVE);
        }

        void stop() {
            servers.remove(this);
            strangers.remove(this);
            replica.close();
        }
    }

    private GroupAddress address(@Nullable SecretKey sealing) {
        try {
            return new GroupAddress(
                    InetAddress.getByName(multicast), port, InetAddress.getLoopbackAddress(), 0, sealing);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    /** To the client that waits for it. */
    private final class Answers implements AnswerSink<SlotMachine.Outcome> {
        private final String server;

        private Answers(String server) {
            this.server = server;
        }

        @Override
        public void answer(ReturnAddress to, RequestId id, int attempt, long index, SlotMachine.Outcome outcome) {
            LoadClient client = clients.get(to.host());
            if (client != null) {
                client.answered(server, id, outcome);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void unavailable(ReturnAddress to, RequestId id, int attempt) {}
    }

    /** A server whose min-members is not that of the group. */
    Server startWith(int otherMinMembers) {
        started++;
        var server = new Server("s" + started, key, otherMinMembers, () -> {});
        strangers.add(server);
        return server;
    }

    Server start() {
        started++;
        var server = new Server("s" + started, key, minMembers, () -> {});
        servers.add(server);
        return server;
    }

    /**
     * Starts a server that has been stopped.
     *
     * @param atEachView what its replica's thread does when it sees a view
     */
    Server startAgain(Server stopped, Runnable atEachView) {
        var server = new Server(stopped.name, key, minMembers, atEachView);
        servers.add(server);
        return server;
    }

    /** A server at the group's address that should not become a member. */
    Server startStranger(@Nullable SecretKey otherKey) {
        started++;
        var stranger = new Server("stranger" + started, otherKey, minMembers, () -> {});
        strangers.add(stranger);
        return stranger;
    }

    List<Server> servers() {
        return servers;
    }

    LoadClient client(String name) {
        var client = new LoadClient(name);
        clients.put(name, client);
        return client;
    }

    /** A client that multicasts: every server gets its requests, the first answer counts. */
    final class LoadClient {
        private final String name;
        private final AtomicLong sequence = new AtomicLong();
        private final Set<RequestId> reads = ConcurrentHashMap.newKeySet();
        private volatile RequestId current = new RequestId("none", 1);
        private volatile CompletableFuture<SlotMachine.Outcome> outcome = new CompletableFuture<>();
        final AtomicLong repetitions = new AtomicLong();
        final Map<RequestId, SlotMachine.Outcome> told = new ConcurrentHashMap<>();
        private final Map<RequestId, Set<String>> answeredBy = new ConcurrentHashMap<>();
        final List<String> contradictions = new CopyOnWriteArrayList<>();

        private LoadClient(String name) {
            this.name = name;
        }

        private void answered(String server, RequestId id, SlotMachine.Outcome answer) {
            answeredBy.computeIfAbsent(id, key -> ConcurrentHashMap.newKeySet()).add(server);
            if (id.equals(current)) {
                outcome.complete(answer);
            }
            SlotMachine.Outcome before = told.putIfAbsent(id, answer);
            // A repeated read may be evaluated again; a change has one outcome.
            if (!reads.contains(id) && before != null && !before.equals(answer)) {
                contradictions.add("%s: %s and %s".formatted(id, before, answer));
            }
        }

        Set<String> serversThatAnswered(RequestId id) {
            return answeredBy.getOrDefault(id, Set.of());
        }

        /** Asks, and repeats until there is an answer. */
        SlotMachine.Outcome ask(SlotMachine.Command command) throws InterruptedException {
            var id = new RequestId(name, sequence.incrementAndGet());
            if (command.kind() == SlotMachine.Kind.READ) {
                reads.add(id);
            }
            outcome = new CompletableFuture<>();
            current = id;
            for (int attempt = 1; attempt <= 60; attempt++) {
                var request = new Request<>(id, attempt, new ReturnAddress(name, 1), command);
                servers.forEach(server -> server.replica.request(request));
                try {
                    return outcome.get(250, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    repetitions.incrementAndGet();
                } catch (ExecutionException e) {
                    throw new AssertionError(e);
                }
            }
            throw new AssertionError("no answer to " + id + " " + command);
        }
    }

    void assertEqual() {
        await("equal replicas").atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var first = servers.getFirst().report();
            for (Server server : servers) {
                var report = server.report();
                assertThat(report.phase()).as(server.name).isEqualTo(Phase.ACTIVE);
                assertThat(report.index()).as(server.name).isEqualTo(first.index());
                assertThat(report.digest()).as(server.name).isEqualTo(first.digest());
                assertThat(report.application()).as(server.name).isEqualTo(first.application());
                assertThat(report.lost()).as(server.name).isZero();
            }
        });
    }

    @Override
    public void close() {
        List.copyOf(strangers).forEach(Server::stop);
        List.copyOf(servers).forEach(Server::stop);
    }
}
