package io.ringcast.foundation.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.lab.LabNetwork.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabNetworkTests {
    private static final int MANY = 2_000;

    private final LabNetwork network = new LabNetwork(40_000);
    private final BlockingQueue<Integer> received = new LinkedBlockingQueue<>();

    private List<Integer> send(Way way, int count, int fromPort) throws InterruptedException {
        long lostBefore = network.lost();
        IntStream.range(0, count).forEach(i -> way.arrived(fromPort, () -> received.add(i)));
        List<Integer> arrived = new ArrayList<>();
        while (arrived.size() < count - (network.lost() - lostBefore)) {
            Integer next = received.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("a datagram that was not lost").isNotNull();
            arrived.add(next);
        }
        return arrived;
    }

    @Test
    void withoutFaultsAllArriveInOrder() throws InterruptedException {
        try (Way way = network.way("test", 1)) {
            assertThat(send(way, MANY, 41_000))
                    .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
        }
    }

    @Test
    void oneInFiveIsLost() throws InterruptedException {
        network.set(new LabFaults(5, 0, 0, List.of()));
        try (Way way = network.way("test", 1)) {
            // Nine standard deviations to either side.
            assertThat(send(way, MANY, 41_000)).hasSizeBetween(MANY * 4 / 5 - 160, MANY * 4 / 5 + 160);
        }
    }

    @Test
    void nothingOfABlockedProcessArrivesAndAllOfItsNeighboursDoes() throws InterruptedException {
        network.set(new LabFaults(0, 0, 0, List.of(41_000)));
        try (Way way = network.way("test", 1)) {
            assertThat(send(way, 10, 41_000)).isEmpty();
            assertThat(send(way, 10, 41_000 + LabNetwork.PORTS - 1)).isEmpty();
            assertThat(send(way, 10, 41_000 + LabNetwork.PORTS)).hasSize(10);
            assertThat(send(way, 10, 40_999)).hasSize(10);
        }
    }

    @Test
    void aDelayHoldsAndJitterChangesTheOrder() throws InterruptedException {
        network.set(new LabFaults(0, 100, 100, List.of()));
        try (Way way = network.way("test", 1)) {
            long start = System.nanoTime();
            List<Integer> arrived = send(way, 50, 41_000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
            assertThat(arrived)
                    .hasSize(50)
                    .isNotEqualTo(IntStream.range(0, 50).boxed().toList());
        }
    }

    @Test
    void faultsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new LabFaults(-1, 0, 0, List.of())).hasMessageContaining("loseOneIn");
        assertThatThrownBy(() -> new LabFaults(0, LabFaults.MILLIS_MAX + 1, 0, List.of()))
                .hasMessageContaining("delayMillis");
        assertThatThrownBy(() -> new LabFaults(0, 0, 0, List.of(0))).hasMessageContaining("blocked");
    }

    @Test
    void thePortsOfAProcessAreItsOwn() {
        assertThat(network.ports().max().orElseThrow()).isLessThan(network.firstGroupPort());
        assertThat(network.ports().min().orElseThrow()).isEqualTo(40_000);
        assertThat(network.firstGroupPort() + LabNetwork.GROUP_PORTS).isEqualTo(40_000 + LabNetwork.PORTS);
    }
}
