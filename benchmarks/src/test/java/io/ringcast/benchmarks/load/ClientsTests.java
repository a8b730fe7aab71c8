package io.ringcast.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ClientsTests {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();

    private Runnable onCall = () -> {};

    private final class Counting implements MeasuredService {
        private final boolean failing;

        Counting(boolean failing) {
            this.failing = failing;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Caller newCaller(MeasuredWork work) {
            return new Caller() {
                @Override
                public void call() {
                    calls.incrementAndGet();
                    onCall.run();
                    if (failing) {
                        throw new IllegalStateException("as the test wants it");
                    }
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }

        @Override
        public void close() {}
    }

    @Test
    void everyOperationIsCountedOnce() throws InterruptedException {
        try (Clients clients = new Clients(new Counting(false), MeasuredWork.ECHO, 3)) {
            RoundResult round = clients.work(Duration.ofMillis(50));

            assertThat(round.operations()).isEqualTo(calls.get()).isPositive();
            assertThat(round.failures()).isZero();
            assertThat(round.perSecond() * round.seconds()).isCloseTo(calls.get(), withinOne());
        }
        assertThat(closed).hasValue(3);
    }

    private static Offset<Double> withinOne() {
        return Offset.offset(1.0);
    }

    @Test
    void atAFixedRateNoMoreIsDoneThanWasAskedFor() throws InterruptedException {
        try (Clients clients = new Clients(new Counting(false), MeasuredWork.ECHO, 4)) {
            RoundResult round = clients.workAt(400, Duration.ofMillis(500));

            assertThat(round.operations()).isEqualTo(200);
        }
    }

    @Test
    void whoWaitsBehindASlowOperationIsNotLeftOut() throws InterruptedException {
        onCall = () -> {
            if (calls.get() == 1) {
                LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
            }
        };
        try (Clients clients = new Clients(new Counting(false), MeasuredWork.ECHO, 1)) {
            RoundResult round = clients.workAt(100, Duration.ofMillis(400));

            // 29 of 40 were due while the first one took its time, and half of all were late by more than 90 ms.
            assertThat(round.operations()).isEqualTo(40);
            assertThat(round.p50Micros()).isGreaterThan(50_000);
        }
    }

    @Test
    void whatFailsIsNoOperationAndEndsSoon() throws InterruptedException {
        try (Clients clients = new Clients(new Counting(true), MeasuredWork.ECHO, 1)) {
            RoundResult round = clients.work(Duration.ofMinutes(5));

            assertThat(round.operations()).isZero();
            assertThat(round.failures()).isEqualTo(calls.get()).isPositive();
        }
    }

    @Test
    void whenNothingIsLeftToWorkOnTheRunEndsAndSaysSo() {
        onCall = () -> {
            if (calls.get() > 10) {
                throw new UsedUpException("all is used up");
            }
        };
        try (Clients clients = new Clients(new Counting(false), MeasuredWork.RESERVE, 3)) {
            assertThatExceptionOfType(UsedUpException.class)
                    .isThrownBy(() -> clients.work(Duration.ofSeconds(30)))
                    .withMessage("all is used up");
        }
        assertThat(calls).hasValueBetween(11, 13);
    }
}
