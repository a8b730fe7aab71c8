package io.ringcast.protocol.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTests {
    private static final LinkId ID = LinkId.of(0x1234);
    private static final long MILLI = 1_000_000;

    private final LinkSettings settings = LinkSettings.standard();
    private final LinkSender<String> sender = new LinkSender<>(ID, settings, String::length);
    private final LinkReceiver<String> receiver = new LinkReceiver<>(ID, settings);

    @Test
    void messagesThatWaitShareAFrame() {
        List.of("a", "b", "c").forEach(sender::enqueue);
        assertThat(sender.due(0)).containsExactly(new Frame<>(ID, 1, List.of("a", "b", "c")));
        assertThat(sender.due(0)).isEmpty();
    }

    @Test
    void aFrameHoldsNoMoreThanItsBytesUnlessOneMessageIsLarger() {
        List.of("x".repeat(1_000), "y".repeat(1_000), "z".repeat(5_000)).forEach(sender::enqueue);
        assertThat(sender.due(0)).extracting(frame -> frame.messages().size()).containsExactly(1, 1, 1);
    }

    @Test
    void aFrameThatIsNotAcknowledgedIsSentAgainLaterAndLater() {
        sender.enqueue("a");
        sender.due(0);
        List<Long> sentAt = new ArrayList<>();
        for (long now = 0; now < 2_000 * MILLI; now += MILLI) {
            if (!sender.due(now).isEmpty()) {
                sentAt.add(now / MILLI);
            }
        }
        assertThat(sentAt).containsExactly(90L, 270L, 630L, 1350L);
        assertThat(sender.retransmissions()).isEqualTo(4);
    }

    @Test
    void acknowledgementsAreHeldBackALittle() {
        receiver.receive(new Frame<>(ID, 1, List.of("a")), 0);
        assertThat(receiver.due(4 * MILLI)).isEmpty();
        assertThat(receiver.wakeAtNanos()).isEqualTo(5 * MILLI);
        assertThat(receiver.due(5 * MILLI)).contains(new Acknowledgement(ID, 1, 65, 1, List.of()));
        assertThat(receiver.due(5 * MILLI)).isEmpty();
    }

    @Test
    void aGapIsReportedAtOnceAndOnlyTheMissingFrameIsSentAgain() {
        for (int i = 1; i <= 4; i++) {
            sender.enqueue("x".repeat(1_200) + i);
        }
        List<Frame<String>> frames = sender.due(0);
        assertThat(receiver.receive(frames.get(0), 0)).hasSize(1);
        assertThat(receiver.receive(frames.get(2), 0)).isEmpty();
        assertThat(receiver.receive(frames.get(3), 0)).isEmpty();
        Acknowledgement gap = receiver.due(0).orElseThrow();
        assertThat(gap).isEqualTo(new Acknowledgement(ID, 1, 65, 4, List.of(2L)));

        sender.acknowledged(gap, 20 * MILLI);

        List<Frame<String>> again = sender.due(20 * MILLI);
        assertThat(again).containsExactly(frames.get(1));
        assertThat(receiver.receive(again.getFirst(), 21 * MILLI)).hasSize(3);
    }

    @Test
    void aRepeatedFrameIsHandledOnceAndAcknowledgedAgain() {
        Frame<String> frame = new Frame<>(ID, 1, List.of("a"));
        assertThat(receiver.receive(frame, 0)).containsExactly("a");
        receiver.due(5 * MILLI);
        assertThat(receiver.receive(frame, 6 * MILLI)).isEmpty();
        assertThat(receiver.due(6 * MILLI)).isPresent();
    }

    @Test
    void aFrameOfAnotherIncarnationIsIgnored() {
        Frame<String> stale = new Frame<>(LinkId.of(0x9999), 1, List.of("old"));
        assertThat(receiver.receive(stale, 0)).isEmpty();
        assertThat(receiver.due(100 * MILLI)).isEmpty();
        sender.enqueue("a");
        sender.due(0);
        sender.acknowledged(new Acknowledgement(LinkId.of(0x9999), 1, 65, 1, List.of()), 1);
        assertThat(sender.isDrained()).isFalse();
    }

    @Test
    void anAcknowledgementOfWhatWasNeverSentIsIgnored() {
        sender.enqueue("a");
        sender.due(0);
        sender.acknowledged(new Acknowledgement(ID, 7, 900, 7, List.of()), 1);
        assertThat(sender.isDrained()).isFalse();
    }

    @Test
    void aReceiverThatClosesItsPermitStopsTheSenderAndAProbeFindsItOpenAgain() {
        receiver.permit(false);
        IntStream.range(0, 200).forEach(i -> sender.enqueue("x".repeat(1_200)));
        List<Frame<String>> frames = sender.due(0);
        assertThat(frames).hasSize(64);
        frames.forEach(frame -> receiver.receive(frame, 0));
        sender.acknowledged(receiver.due(0).orElseThrow(), MILLI);
        assertThat(sender.due(MILLI)).isEmpty();
        assertThat(sender.backlog()).isEqualTo(136);

        receiver.permit(true);
        assertThat(receiver.due(2 * MILLI)).as("lost on its way").isPresent();
        List<Frame<String>> probe = sender.due(sender.wakeAtNanos());
        assertThat(probe).containsExactly(Frame.probe(ID));
        receiver.receive(probe.getFirst(), 3 * MILLI);
        sender.acknowledged(receiver.due(3 * MILLI).orElseThrow(), 4 * MILLI);
        assertThat(sender.due(4 * MILLI)).hasSize(64);
    }

    @Test
    void aLinkIsBrokenOnlyWhenTheOtherEndOwesAnAnswer() {
        long late = Duration.ofSeconds(60).toNanos();
        sender.due(0);
        assertThat(sender.isBroken(late)).isFalse();
        sender.enqueue("a");
        sender.due(late);
        assertThat(sender.isBroken(late + Duration.ofSeconds(9).toNanos())).isFalse();
        assertThat(sender.isBroken(late + Duration.ofSeconds(11).toNanos())).isTrue();
    }

    @Test
    void aFrameFarBeyondTheWindowTakesNoMemory() {
        assertThat(receiver.receive(new Frame<>(ID, 1_000_000, List.of("far")), 0))
                .isEmpty();
        assertThat(receiver.due(100 * MILLI)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void everyMessageArrivesOnceAndInOrderThroughAnyWeather(long seed) {
        Random random = new Random(seed);
        int loss = random.nextInt(50);
        PriorityQueue<Arrival> network = new PriorityQueue<>(Comparator.comparingLong(Arrival::at));
        List<String> arrived = new ArrayList<>();
        int messages = 2_000;
        int next = 0;
        for (long now = 0; arrived.size() < messages && now < 600_000 * MILLI; now += MILLI) {
            for (int i = 0; i < 10 && next < messages; i++) {
                sender.enqueue("m" + next++ + "x".repeat(random.nextInt(300)));
            }
            long time = now;
            for (Frame<String> frame : sender.due(now)) {
                transmit(network, random, loss, time, () -> arrived.addAll(receiver.receive(frame, time)));
            }
            while (!network.isEmpty() && network.peek().at <= now) {
                network.remove().action.run();
            }
            receiver.permit(random.nextInt(10) > 0);
            receiver.due(now)
                    .ifPresent(acknowledgement ->
                            transmit(network, random, loss, time, () -> sender.acknowledged(acknowledgement, time)));
        }
        assertThat(arrived).as("seed " + seed).hasSize(messages);
        for (int i = 0; i < messages; i++) {
            assertThat(arrived.get(i)).as("seed " + seed).matches("m" + i + "x*");
        }
    }

    private static void transmit(
            PriorityQueue<Arrival> network, Random random, int lossPercent, long now, Runnable action) {
        for (int copy = random.nextInt(10) == 0 ? 2 : 1; copy > 0; copy--) {
            if (random.nextInt(100) >= lossPercent) {
                network.add(new Arrival(now + random.nextLong(20 * MILLI), action));
            }
        }
    }

    private record Arrival(long at, Runnable action) {}
}
