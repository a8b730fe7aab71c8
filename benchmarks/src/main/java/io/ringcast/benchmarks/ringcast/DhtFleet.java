package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.Caller;
import io.ringcast.benchmarks.load.MeasuredService;
import io.ringcast.benchmarks.load.MeasuredWork;
import io.ringcast.benchmarks.process.Installation;
import io.ringcast.benchmarks.process.ProcessHome;
import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.PeerProperties;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.systemtests.lab.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** A manager in a process of its own, and peers in this one, each with its sockets and threads. */
public final class DhtFleet implements MeasuredService {
    private static final String LEADER = user(0);

    private final Dataset dataset;
    private final ServiceProcess manager;
    private final List<Peer> peers = new ArrayList<>();
    private final AtomicInteger callers = new AtomicInteger();
    private final LongAdder answers = new LongAdder();
    private final LongAdder nodes = new LongAdder();
    private List<Peer> members = List.of();

    /** Starts the manager and registers this number of peers. */
    public DhtFleet(int count, Dataset dataset, ProcessHome home, LoopbackTransport transport) {
        this.dataset = dataset;
        int port = Ports.freeUdpPair();
        manager = new ServiceProcess("manager", Installation.jar("dht-manager"), home, List.of(Integer.toString(port)));
        manager.awaitHealthy();
        int first = Ports.freeUdpRange(count);
        for (int i = 0; i < count; i++) {
            peers.add(register(user(i), first + i, port, transport));
        }
    }

    private Peer register(String user, int peerPort, int managerPort, LoopbackTransport transport) {
        var guard = new ReplyGuard(transport.datagrams(), List.of(), transport.meters());
        Peer peer = new Peer(
                transport.datagrams(),
                guard,
                transport.timer(),
                properties(managerPort),
                "p" + user,
                transport.meters(),
                new VitalThreads());
        expect(PeerOutcome.UserRegistered.class, peer.register(user, "127.0.0.1", List.of(peerPort)));
        return peer;
    }

    private PeerProperties properties(int managerPort) {
        return new PeerProperties(
                "127.0.0.1",
                managerPort,
                "2020",
                dataset.file(),
                dataset.keyColumn(),
                StandardCharsets.UTF_8,
                dataset.tableSize(),
                null,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                null);
    }

    /** A user's name, which has letters only. */
    private static String user(int index) {
        return "user" + (char) ('a' + index / 26 / 26) + (char) ('a' + index / 26 % 26) + (char) ('a' + index % 26);
    }

    /** Builds the DHT as a ring. */
    public long setUp(int ring) {
        return setUp(ring, Overlay.RING);
    }

    /**
     * Builds the DHT, and makes sure that it has all records.
     *
     * @return how long it took, in nanoseconds
     */
    public long setUp(int ring, Overlay overlay) {
        long start = System.nanoTime();
        PeerOutcome outcome = peers.getFirst().setUp(ring, LEADER, overlay.word());
        long nanos = System.nanoTime() - start;
        if (!(outcome instanceof PeerOutcome.DhtBuilt built)) {
            throw new IllegalStateException("the DHT was not built: " + outcome);
        }
        long stored = built.counts().stream().mapToLong(Long::longValue).sum();
        if (stored != dataset.records()) {
            throw new IllegalStateException(stored + " records of " + dataset.records() + " are stored");
        }
        members = peers.stream().filter(DhtFleet::isMember).toList();
        return nanos;
    }

    private static boolean isMember(Peer peer) {
        return peer.status().filter(status -> status.membership() != null).isPresent();
    }

    /** Takes the DHT down again. */
    public void tearDown() {
        expect(PeerOutcome.DhtTornDown.class, peers.getFirst().tearDown(LEADER));
    }

    /** The mean number of nodes that an answered query visited, owner included, since the last call. */
    public double meanNodes() {
        return (double) nodes.sumThenReset() / answers.sumThenReset();
    }

    @Override
    public String name() {
        return "Ringcast DHT";
    }

    /** A client that sends queries for random names of the dataset to one of the members. */
    @Override
    public Caller newCaller(MeasuredWork work) {
        if (work != MeasuredWork.QUERY) {
            throw new IllegalArgumentException("a DHT knows no " + work.label());
        }
        Peer member = members.get(callers.getAndIncrement() % members.size());
        List<String> names = dataset.names();
        return () -> lookUp(member, names.get(ThreadLocalRandom.current().nextInt(names.size())));
    }

    private void lookUp(Peer member, String name) {
        PeerOutcome outcome = member.lookUp(name);
        if (!(outcome instanceof PeerOutcome.RecordFound found)) {
            throw new IllegalStateException(name + " was looked up, and the outcome is " + outcome);
        }
        answers.increment();
        nodes.add(found.path().size());
    }

    private static void expect(Class<? extends PeerOutcome> expected, PeerOutcome outcome) {
        if (!expected.isInstance(outcome)) {
            throw new IllegalStateException("expected " + expected.getSimpleName() + ", and the outcome is " + outcome);
        }
    }

    @Override
    public void close() {
        peers.forEach(Peer::close);
        manager.close();
    }
}
