package io.ringcast.protocol.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.transport.FakeDatagrams;
import io.ringcast.protocol.transport.TextCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestExchangeTests {
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
    private static final InetSocketAddress OTHER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8);
    private static final RequestId ID = new RequestId("me", 1);
    private static final RequestId SECOND = new RequestId("me", 2);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeDatagrams network = new FakeDatagrams();
    private final VitalThreads vital = new VitalThreads(failure -> {});
    private final SharedTimer timer = new SharedTimer(vital);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stopTimer() {
        timer.close();
    }

    @Test
    void theFirstAnswerEndsTheRequestAndLaterOnesAreLate() {
        RequestExchange<String> exchange = exchange(new Retry(LONG, LONG, 0, 3));
        var request = new Asked(ID, 1);

        exchange.start(ID, SERVER, request);
        network.answer(SERVER, "me-1:yes");
        network.answer(OTHER, "me-1:yes, too");

        assertThat(network.sent).containsExactly("me-1:attempt 1");
        assertThat(request.answers).containsExactly("me-1:yes");
        assertThat(request.late).containsExactly("me-1:yes, too");
    }

    @Test
    void aConversationMayWaitForMoreThanOneAnswer() {
        RequestExchange<String> exchange = exchange(new Retry(LONG, LONG, 0, 3));
        var request = new Asked(ID, 2);

        exchange.start(ID, SERVER, request);
        network.answer(SERVER, "me-1:part 1");
        network.answer(SERVER, "me-1:part 2");
        network.answer(SERVER, "me-1:part 2");

        assertThat(request.answers).containsExactly("me-1:part 1", "me-1:part 2");
        assertThat(request.late).hasSize(1);
    }

    @Test
    void anUnansweredRequestIsRepeatedWithTheNextAttemptNumberAndThenGivenUp() {
        RequestExchange<String> exchange = exchange(new Retry(Duration.ofMillis(10), Duration.ofMillis(20), 0.2, 3));
        var request = new Asked(ID, 1);

        exchange.start(ID, SERVER, request);

        await().until(() -> request.gaveUp == 1);
        assertThat(network.sent).containsExactly("me-1:attempt 1", "me-1:attempt 2", "me-1:attempt 3");
        assertThat(meters.get("ringcast.retransmissions").counter().count()).isEqualTo(2);
        network.answer(SERVER, "me-1:at last");
        assertThat(request.late).containsExactly("me-1:at last");
        assertThat(request.answers).isEmpty();
    }

    @Test
    void aRequestWithAShortWaitIsRepeatedInTimeBesideOneWithALongWait() {
        RequestExchange<String> exchange = exchange(new Retry(Duration.ofMillis(20), Duration.ofSeconds(100), 0, 99));
        exchange.start(ID, SERVER, new Asked(ID, 1));
        // By its eighth attempt the first request waits for seconds; the second must not wait with it.
        await().until(() -> network.sent.size() >= 7);

        exchange.start(SECOND, SERVER, new Asked(SECOND, 1));

        await().atMost(Duration.ofSeconds(1)).until(() -> network.sent.contains("me-2:attempt 3"));
    }

    @Test
    void onlyAFirstAttemptBesideOthersIsSentTogetherWithThem() {
        RequestExchange<String> exchange = exchange(new Retry(Duration.ofMillis(20), LONG, 0, 2));

        exchange.start(ID, SERVER, new Asked(ID, 1));
        exchange.start(SECOND, SERVER, new Asked(SECOND, 1));

        await().until(() -> network.sent.contains("me-2:attempt 2"));
        assertThat(network.sent).contains("me-1:attempt 1", "me-1:attempt 2");
        assertThat(network.sentTogether).containsExactly("me-2:attempt 1");
    }

    @Test
    void aRequestThatCannotBeRepeatedIsGivenUpAndTheOthersAreRepeated() {
        RequestExchange<String> exchange = exchange(new Retry(Duration.ofMillis(20), LONG, 0, 2));
        var failing = new Asked(ID, 1) {
            @Override
            public String attempt(int number) {
                if (number > 1) {
                    throw new IllegalStateException("cannot be encoded");
                }
                return super.attempt(number);
            }
        };
        exchange.start(ID, SERVER, failing);
        exchange.start(SECOND, SERVER, new Asked(SECOND, 1));

        await().until(() -> network.sent.contains("me-2:attempt 2"));
        assertThat(failing.gaveUp).isEqualTo(1);
    }

    @Test
    void anErrorInATimedActionEndsTheProcess() {
        ScheduledFuture<?> timed = timer.schedule(Duration.ZERO, () -> {
            throw new OutOfMemoryError("heap");
        });

        await().until(timed::isDone);
        assertThat(vital.failure()).isNotNull();
    }

    @Test
    void anAnswerToAnEarlierRequestIsNeverTakenForTheCurrentOne() {
        RequestExchange<String> exchange = exchange(new Retry(LONG, LONG, 0, 3));
        var first = new Asked(ID, 1);
        var second = new Asked(SECOND, 1);

        exchange.start(ID, SERVER, first);
        network.answer(SERVER, "me-1:first");
        exchange.start(SECOND, SERVER, second);
        network.answer(OTHER, "me-1:first again");

        assertThat(second.answers).isEmpty();
        assertThat(first.late).containsExactly("me-1:first again");
    }

    @Test
    void answersToUnknownRequestsAreCounted() {
        RequestExchange<String> exchange = exchange(Retry.DEFAULT);
        network.answer(SERVER, "you-1:hello");
        network.answer(SERVER, "hello");

        assertThat(meters.get("ringcast.answers.stray").counter().count()).isEqualTo(2);
        exchange.close();
    }

    @Test
    void theMemoryOfFinishedRequestsIsBounded() {
        RequestExchange<String> exchange = exchange(new Retry(LONG, LONG, 0, 3));
        var first = new Asked(ID, 1);
        exchange.start(ID, SERVER, first);
        network.answer(SERVER, "me-1:x");
        for (int i = 2; i <= RequestExchange.FINISHED_MAX + 1; i++) {
            exchange.start(new RequestId("me", i), SERVER, new Asked(ID, 1));
            network.answer(SERVER, "me-" + i + ":x");
        }

        network.answer(SERVER, "me-1:x");

        assertThat(first.late).isEmpty();
        assertThat(meters.get("ringcast.answers.stray").counter().count()).isEqualTo(1);
    }

    @Test
    void closingGivesUpWhatIsUnderWayAndRefusesWhatComesAfter() {
        RequestExchange<String> exchange = exchange(Retry.DEFAULT);
        var request = new Asked(ID, 1);
        exchange.start(ID, SERVER, request);

        exchange.close();

        assertThat(request.gaveUp).isEqualTo(1);
        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> exchange.start(SECOND, SERVER, request));
    }

    @Test
    void waitsDoubleUpToTheLongestAndVaryByTheJitter() {
        var exact = new Retry(Duration.ofMillis(200), Duration.ofSeconds(2), 0, 12);
        var spread = new Retry(Duration.ofMillis(200), Duration.ofSeconds(2), 0.2, 12);
        var random = ThreadLocalRandom.current();

        assertThat(List.of(1, 2, 3, 4, 5, 99))
                .extracting(attempt -> exact.waitNanos(attempt, random) / 1_000_000)
                .containsExactly(200L, 400L, 800L, 1600L, 2000L, 2000L);
        assertThat(spread.waitNanos(1, random)).isBetween(160_000_000L, 240_000_000L);
    }

    private RequestExchange<String> exchange(Retry retry) {
        return new RequestExchange<>("exchange", new TextCodec(), retry, network, timer, meters);
    }

    /** Waits for a number of answers and records everything. */
    private static class Asked implements Conversation<String> {
        final List<String> answers = new CopyOnWriteArrayList<>();
        final List<String> late = new CopyOnWriteArrayList<>();
        volatile int gaveUp;
        private final RequestId id;
        private final int wanted;

        Asked(RequestId id, int wanted) {
            this.id = id;
            this.wanted = wanted;
        }

        @Override
        public String attempt(int number) {
            return id + ":attempt " + number;
        }

        @Override
        public boolean received(InetSocketAddress from, String answer) {
            answers.add(answer);
            return answers.size() == wanted;
        }

        @Override
        public void late(InetSocketAddress from, String answer) {
            late.add(answer);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Calls of one conversation never overlap.
        public void gaveUp() {
            gaveUp++;
        }
    }
}
