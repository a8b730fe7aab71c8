package io.ringcast.systemtests.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Set-ups while another process keeps every core busy. */
class DhtLoadIT {
    @TempDir
    private Path directory;

    /** Keeps all cores busy until it is killed. */
    static final class Burner {
        public static void main(String[] arguments) {
            for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
                Thread.ofPlatform().start(Burner::burn);
            }
        }

        private static void burn() {
            long value = System.nanoTime();
            while (value != 0) {
                value = (value * 6_364_136_223_846_793_005L + 1) | 1;
            }
        }
    }

    @Test
    @Tag("soak")
    void aHundredSetUpsOfNineNodesWhileEveryCoreIsBusy() {
        try (DhtCluster cluster = DhtCluster.onLoopback(directory, 9);
                JavaProcess burner = JavaProcess.main("burner", Burner.class).start(directory)) {
            cluster.registerAll();
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long start = System.nanoTime();
                List<String> lines = cluster.succeed("alice", "setup-dht 9 alice");
                millis.add((System.nanoTime() - start) / 1_000_000);
                assertThat(lines).contains("total 241 records");
                cluster.expectTheTablesToBeTheDataset();
                cluster.succeed("alice", "teardown-dht alice");
            }
            Collections.sort(millis);
            System.out.println("100 set-ups, n = 9, all cores busy: median " + millis.get(50) + " ms, worst "
                    + millis.getLast() + " ms");
            assertThat(burner.isAlive()).isTrue();
        }
    }
}
