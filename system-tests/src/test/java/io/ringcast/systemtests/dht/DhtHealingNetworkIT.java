package io.ringcast.systemtests.dht;

import io.ringcast.systemtests.lab.Host;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Rounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ring whose members are each on a host of their own heals on a network that is cut, or loses packets. */
@NeedsNetworks
@Tag("soak")
class DhtHealingNetworkIT {
    private static final int LOSS_PERCENT = 20;
    private static final Duration FOUND_MAX = Duration.ofSeconds(6);
    private static final List<String> PEER_HOSTS = List.of("h1", "h2", "h3", "h4", "h5", "h6");

    @TempDir
    private Path directory;

    @Test
    void membersAreCutOffForTenSecondsAHundredTimes() {
        try (NetworkLab lab = lab();
                DhtCluster cluster = cluster(lab)) {
            var cutOff = new HealingRounds.Fault(
                    victim -> cutOff(lab, cluster, victim), victim -> lab.heal(), Duration.ofSeconds(10));
            new HealingRounds(cluster, 6)
                    .run(cutOff, 1, Rounds.of(100))
                    .tell("a member cut off for 10 s")
                    .expectFoundWithin(FOUND_MAX);
        }
    }

    /** Whoever asks is lost a fifth of the packets, too: what is expected is that all is found, and nothing wrong. */
    @Test
    void membersAreKilledAHundredTimesWhileAFifthOfAllPacketsIsLost() {
        try (NetworkLab lab = lab();
                DhtCluster cluster = cluster(lab)) {
            lab.loseEverywhere(LOSS_PERCENT);
            new HealingRounds(cluster, 24)
                    .run(HealingRounds.killed(cluster), 1, Rounds.of(100))
                    .tell("a member killed while 20 % of all packets are lost");
        }
    }

    private static NetworkLab lab() {
        return NetworkLab.of(Stream.concat(Stream.of("m"), PEER_HOSTS.stream()).toArray(String[]::new));
    }

    private DhtCluster cluster(NetworkLab lab) {
        return DhtCluster.registering(
                directory, lab.host("m"), PEER_HOSTS.stream().map(lab::host).toList());
    }

    private static void cutOff(NetworkLab lab, DhtCluster cluster, String victim) {
        List<Host> all = Stream.concat(Stream.of("m"), PEER_HOSTS.stream())
                .map(lab::host)
                .toList();
        Host host = all.stream()
                .filter(each -> each.address().equals(cluster.node(victim).address()))
                .findFirst()
                .orElseThrow();
        lab.partition(
                List.of(host), all.stream().filter(each -> !each.equals(host)).toList());
    }
}
