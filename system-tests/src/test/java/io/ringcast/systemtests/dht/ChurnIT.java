package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Figures;
import io.ringcast.systemtests.lab.Rounds;
import io.ringcast.systemtests.lab.Seed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring whose members come and go all the time. */
@Tag("soak")
class ChurnIT {
    private static final int MEMBERS = 32;
    private static final double MEAN_LIFE_SECONDS = 60;
    private static final Duration AWAY = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final Random random = new Random(Seed.next());

    /** A process is killed or started again. */
    private record Turn(long atNanos, String user, boolean start) {}

    /** Each of 32 members lives for a minute in the mean (exponential), and is back five seconds after its death. */
    @Test
    void whereMembersLiveForAMinuteForTenMinutesEveryQueryIsAnsweredRightAfterRepetition() throws Exception {
        long lastNanos = Duration.ofMinutes(Rounds.of(10)).toNanos();
        try (DhtCluster cluster = DhtCluster.registering(directory, MEMBERS + 1)) {
            String leader = cluster.nodes().getFirst().user();
            cluster.succeed(leader, "setup-dht " + MEMBERS + " " + leader);
            List<String> ring = cluster.ring();
            PatientQueries queries = new PatientQueries(cluster, cluster.freeUser());
            int deaths;
            try (queries) {
                deaths = churn(cluster, ring, lastNanos);
            }
            DhtState.awaitRestored("the ring is whole", cluster, MEMBERS);
            cluster.expectTheTablesToBeTheDataset();
            String told = cluster.managerProcess("manager").output();
            Figures.tell(String.format(
                    Locale.ROOT,
                    "churn: %d members, %d deaths, slots lost %d times and loaded again; %s",
                    MEMBERS,
                    deaths,
                    told.split("nobody has the records of slots", -1).length - 1,
                    queries.figures()));
            assertThat(queries.wrong()).isEmpty();
            assertThat(queries.unanswered()).isEmpty();
        }
    }

    /** Returns when all are alive again. */
    private int churn(DhtCluster cluster, List<String> members, long lastNanos) throws InterruptedException {
        long began = System.nanoTime();
        var turns = new PriorityQueue<>(Comparator.comparingLong(Turn::atNanos));
        List<String> users = new ArrayList<>(members);
        users.forEach(user -> turns.add(new Turn(lifeNanos(), user, false)));
        int deaths = 0;
        while (!turns.isEmpty()) {
            Turn turn = turns.remove();
            TimeUnit.NANOSECONDS.sleep(turn.atNanos() - (System.nanoTime() - began));
            if (turn.start()) {
                cluster.startPeer(turn.user());
                turns.add(new Turn(System.nanoTime() - began + lifeNanos(), turn.user(), false));
            } else if (turn.atNanos() < lastNanos) {
                cluster.node(turn.user()).process().kill();
                deaths++;
                turns.add(new Turn(System.nanoTime() - began + AWAY.toNanos(), turn.user(), true));
            }
        }
        return deaths;
    }

    private long lifeNanos() {
        return (long) (-Math.log(1 - random.nextDouble()) * MEAN_LIFE_SECONDS * 1e9);
    }
}
