package io.ringcast.systemtests.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.cluster.LoadProcess;
import io.ringcast.systemtests.history.HistoryChecker;
import io.ringcast.systemtests.history.SlotName;
import io.ringcast.systemtests.lab.JavaProcess;
import io.ringcast.systemtests.lab.NeedsNetworks;
import io.ringcast.systemtests.lab.NetworkLab;
import io.ringcast.systemtests.lab.Seed;
import io.ringcast.systemtests.lab.Services;
import io.ringcast.systemtests.load.LoadGenerator;
import io.ringcast.systemtests.load.LoadPlan;
import io.ringcast.systemtests.load.LoadSummary;
import io.ringcast.systemtests.load.SlotCatalog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the lab on servers that are known to be wrong. If it found nothing here, its findings elsewhere would be worthless.
 */
@NeedsNetworks
class LabFindsWhatItMustIT {
    private static final String GROUP = "239.255.88.1";
    private static final int PORT = 28_801;

    @TempDir
    Path directory;

    private record Finding(LoadSummary summary, List<String> violations) {}

    @Test
    void oneNaiveServerOnAPerfectNetworkIsRight() throws Exception {
        // A naive server is only right as long as no client repeats a command, and on a busy machine an answer may take
        // long.
        Finding finding = run(0, Duration.ofSeconds(15), "s1");

        assertThat(finding.summary().undecided()).isZero();
        assertThat(finding.summary().differing()).isEmpty();
        assertThat(finding.violations()).isEmpty();
    }

    @Test
    void oneNaiveServerCarriesOutRepeatedCommandsTwiceWhenPacketsAreLost() throws Exception {
        Finding finding = run(20, LoadPlan.Timing.REPEAT_AFTER, "s1");

        assertThat(finding.summary().repetitions()).isPositive();
        assertThat(finding.violations()).isNotEmpty();
    }

    @Test
    void threeNaiveServersContradictEachOtherWhenPacketsAreLost() throws Exception {
        Finding finding = run(5, LoadPlan.Timing.REPEAT_AFTER, "s1", "s2", "s3");

        assertThat(finding.summary().differing()).isNotEmpty();
        assertThat(finding.violations()).isNotEmpty();
    }

    private Finding run(int lossPercent, Duration repeatAfter, String... servers) throws Exception {
        List<AutoCloseable> processes = new ArrayList<>();
        try (NetworkLab network = NetworkLab.of("s1", "s2", "s3", "load")) {
            for (String name : servers) {
                processes.add(naiveServer(network, name));
            }
            network.loseEverywhere(lossPercent);
            LoadPlan plan = new LoadPlan(
                    "load",
                    new LoadPlan.LoadTarget(GROUP, PORT, network.host("load").address(), null),
                    new LoadPlan.Amount(4, 150, Seed.next()),
                    new LoadPlan.Timing(Duration.ofSeconds(20), repeatAfter, Duration.ZERO),
                    Services.data(),
                    directory.resolve("history.jsonl"));
            LoadProcess load = new LoadProcess(
                    plan,
                    JavaProcess.main("load", LoadGenerator.class)
                            .on(network.host("load"))
                            .arguments(plan.argument())
                            .start(directory));
            processes.add(load);
            LoadSummary summary = load.awaitEnd(Duration.ofMinutes(2));
            List<SlotName> slots = SlotCatalog.read(Services.data()).slots();
            // Nobody is asked for the state at the end: what the clients saw is enough.
            List<String> violations =
                    new HistoryChecker(slots, Map.of(), null).linearizabilityViolations(load.operations());
            return new Finding(summary, violations);
        } finally {
            for (AutoCloseable process : processes) {
                process.close();
            }
        }
    }

    private JavaProcess naiveServer(NetworkLab network, String name) {
        JavaProcess process = JavaProcess.main(name, NaiveServer.class)
                .on(network.host(name))
                .arguments(GROUP, Integer.toString(PORT), network.host(name).address(), name)
                .start(directory);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> process.output().contains("ready"));
        return process;
    }
}
