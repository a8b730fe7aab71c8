package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.systemtests.lab.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A ring of five whose members fail in turn, the leader too, and come back, while a free peer asks for all records without pause. No answer
 * may be wrong at any time, and after each round the ring is as it was.
 */
final class HealingRounds {
    static final int PEERS = 6;
    private static final int RING = 5;

    private final DhtCluster cluster;
    private final int askers;
    private final Overlay overlay;
    private final List<Duration> sweeps = new ArrayList<>();
    private final List<Duration> found = new ArrayList<>();
    private final List<Duration> restored = new ArrayList<>();
    private final List<Duration> whole = new ArrayList<>();

    /**
     * What happens to a member.
     *
     * @param begin does it
     * @param end undoes it
     * @param atLeast for how long it stays so
     */
    record Fault(Consumer<String> begin, Consumer<String> end, Duration atLeast) {}

    /** In a ring. */
    HealingRounds(DhtCluster cluster, int askers) {
        this(cluster, askers, Overlay.RING);
    }

    HealingRounds(DhtCluster cluster, int askers, Overlay overlay) {
        this.cluster = cluster;
        this.askers = askers;
        this.overlay = overlay;
    }

    /** The processes are killed, and later started again with the same command. */
    static Fault killed(DhtCluster cluster) {
        return new Fault(victim -> cluster.node(victim).process().kill(), cluster::startPeer, Duration.ZERO);
    }

    /** So many neighbours at once. */
    HealingRounds run(Fault fault, int neighbours, int rounds) {
        cluster.succeed("alice", "setup-dht " + RING + " alice " + overlay.word());
        List<String> ring = cluster.ring();
        try (UnceasingQueries queries = new UnceasingQueries(cluster, cluster.freeUser(), askers)) {
            queries.mark();
            queries.untilAllAreFound();
            for (int round = 0; round < rounds; round++) {
                List<String> victims = new ArrayList<>();
                for (int i = 0; i < neighbours; i++) {
                    victims.add(ring.get((round + i) % RING));
                }
                round(fault, victims, queries);
                assertThat(cluster.ring()).containsExactlyElementsOf(ring);
                assertThat(queries.wrong()).isEmpty();
            }
            Figures.tell(queries.figures());
        }
        cluster.expectTheTablesToBeTheDataset();
        return this;
    }

    private void round(Fault fault, List<String> victims, UnceasingQueries queries) {
        queries.mark();
        sweeps.add(queries.untilAllAreFound());
        victims.forEach(fault.begin());
        queries.mark();
        long began = System.nanoTime();
        found.add(queries.untilAllAreFound());
        DhtState.awaitRestored("copies are restored", cluster, RING - victims.size());
        restored.add(DhtState.since(began));
        Awaitility.await("the fault's end")
                .atMost(fault.atLeast().plusSeconds(1))
                .until(() -> DhtState.since(began).compareTo(fault.atLeast()) >= 0);
        long ended = System.nanoTime();
        victims.forEach(fault.end());
        DhtState.awaitRestored("the ring is whole", cluster, RING);
        whole.add(DhtState.since(ended));
    }

    /** Takes the DHT down, for the next one. */
    void tearDown() {
        String leader = cluster.ring().getFirst();
        cluster.succeed(leader, "teardown-dht " + leader);
    }

    /** Kills a member and starts it again at once, as a supervisor does. */
    HealingRounds restart(int rounds) {
        cluster.succeed("alice", "setup-dht " + RING + " alice");
        List<String> ring = cluster.ring();
        try (UnceasingQueries queries = new UnceasingQueries(cluster, cluster.freeUser(), askers)) {
            for (int round = 0; round < rounds; round++) {
                String victim = ring.get(round % RING);
                String before = DhtState.incarnation(cluster, victim);
                cluster.node(victim).process().kill();
                queries.mark();
                long killed = System.nanoTime();
                cluster.startPeer(victim);
                found.add(queries.untilAllAreFound());
                Awaitility.await(victim + " has registered again")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> !DhtState.incarnation(cluster, victim).equals(before));
                DhtState.awaitRestored("the ring is whole", cluster, RING);
                whole.add(DhtState.since(killed));
                assertThat(cluster.ring()).containsExactlyElementsOf(ring);
                assertThat(queries.wrong()).isEmpty();
            }
            Figures.tell(queries.figures());
        }
        cluster.expectTheTablesToBeTheDataset();
        return this;
    }

    /** Tells what was measured. */
    HealingRounds tell(String what) {
        tell("all records found, nobody being away", sweeps);
        tell(what + ", until all records were found again", found);
        tell(what + ", until all copies were restored", restored);
        tell(what + ", from its return until it had its seat and its copies", whole);
        return this;
    }

    private static void tell(String what, List<Duration> durations) {
        if (!durations.isEmpty()) {
            DhtState.tell(what, durations);
        }
    }

    /** Expects that all records were found again in this time. */
    void expectFoundWithin(Duration limit) {
        assertThat(found).allMatch(each -> each.compareTo(limit) < 0);
    }
}
