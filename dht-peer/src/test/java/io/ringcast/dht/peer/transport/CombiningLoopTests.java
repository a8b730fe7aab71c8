package io.ringcast.dht.peer.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ringcast.foundation.vital.VitalThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CombiningLoopTests {
    private static final int BRINGERS = 8;
    private static final int INPUTS = 20_000;

    private final RecordedWork work = new RecordedWork();
    private final VitalThreads vital = new VitalThreads(failure -> {});
    private final CombiningLoop loop = new CombiningLoop("loop", work, vital);

    /** Knows when it is due, and on which threads it was flushed. */
    private static final class RecordedWork implements CombiningLoop.FollowUp {
        private final List<String> flushes = new ArrayList<>();
        private final CompletableFuture<Long> due = new CompletableFuture<>();
        private long wake = Long.MAX_VALUE;

        @Override
        public void flush(long nowNanos) {
            flushes.add(Thread.currentThread().getName());
            if (nowNanos >= wake) {
                wake = Long.MAX_VALUE;
                due.complete(nowNanos);
            }
        }

        @Override
        public long wakeAtNanos() {
            return wake;
        }
    }

    @AfterEach
    void close() {
        loop.close();
    }

    /** Returns when the loop's own thread has gone to rest, which a bringer would have to wake. */
    private void startAndAwaitRest() {
        var first = new CompletableFuture<Thread>();
        loop.offer(now -> first.complete(Thread.currentThread()));
        loop.start();
        while (first.join().getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void whoBringsAnInputRunsItAndWhatFollowsFromIt() {
        startAndAwaitRest();
        work.flushes.clear();
        List<String> inputs = new ArrayList<>();
        loop.put(now -> inputs.add("first"));
        loop.put(now -> inputs.add("second on " + Thread.currentThread().getName()));

        loop.run();

        String here = Thread.currentThread().getName();
        assertThat(inputs).containsExactly("first", "second on " + here);
        assertThat(work.flushes).containsExactly(here);
    }

    @Test
    void theOwnThreadRunsWhatItIsWokenFor() {
        startAndAwaitRest();
        var ran = new CompletableFuture<String>();

        loop.put(now -> ran.complete(Thread.currentThread().getName()));
        loop.wake();

        assertThat(ran.join()).isEqualTo("loop");
    }

    @Test
    void anErrorOnWhicheverThreadEndsTheProcess() {
        startAndAwaitRest();
        loop.put(now -> {
            throw new OutOfMemoryError("heap");
        });

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(loop::run);
        assertThat(vital.failure()).isNotNull();
    }

    @Test
    void takesNothingBeforeItsStart() {
        var ran = new CompletableFuture<Boolean>();
        assertThat(loop.offer(now -> ran.complete(true))).isTrue();

        loop.run();
        assertThat(ran).isNotDone();

        loop.start();
        assertThat(ran.join()).isTrue();
    }

    @Test
    void whoComesWhileAnotherWorksGoesOnAndIsTakenAlong() throws InterruptedException {
        startAndAwaitRest();
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        loop.put(now -> {
            busy.countDown();
            await(release);
        });
        Thread worker = Thread.ofPlatform().start(loop::run);
        busy.await();
        var left = new CompletableFuture<String>();

        loop.put(now -> left.complete(Thread.currentThread().getName()));
        loop.run();
        assertThat(left).isNotDone();

        release.countDown();
        assertThat(left.join()).isEqualTo("loop");
        worker.join();
    }

    @Test
    void anInputThatBringsAnotherIsEndedFirst() {
        startAndAwaitRest();
        List<String> order = new ArrayList<>();
        var second = new CompletableFuture<Void>();
        loop.put(now -> {
            order.add("first begins");
            loop.put(later -> {
                order.add("second");
                second.complete(null);
            });
            loop.run();
            order.add("first ends");
        });

        loop.run();

        second.join();
        assertThat(order).containsExactly("first begins", "first ends", "second");
    }

    @Test
    void whatIsDueIsDoneByTheOwnThread() {
        startAndAwaitRest();
        long[] due = new long[1];
        loop.put(now -> {
            due[0] = now + TimeUnit.MILLISECONDS.toNanos(20);
            work.wake = due[0];
        });

        loop.run();

        assertThat(work.due.join()).isBetween(due[0], due[0] + TimeUnit.SECONDS.toNanos(10));
        loop.close();
        assertThat(work.flushes).endsWith("loop");
    }

    @Test
    void goesOnAfterAnInputThatFails() {
        startAndAwaitRest();
        work.flushes.clear();
        var next = new CompletableFuture<Boolean>();
        loop.put(now -> {
            throw new IllegalStateException("an input that fails, as it should");
        });
        loop.put(now -> {
            throw new StackOverflowError("an input that fails, as it should");
        });
        loop.put(now -> next.complete(true));

        loop.run();

        assertThat(next).isCompleted();
        assertThat(work.flushes).hasSize(1);
    }

    @Test
    void takesNoMoreThanItsInboxHolds() {
        var ran = new AtomicInteger();
        int taken = 0;
        while (loop.offer(now -> ran.incrementAndGet())) {
            taken++;
        }

        loop.start();
        loop.close();

        assertThat(ran).hasValue(taken);
        assertThat(taken).isEqualTo(8_192);
    }

    @Test
    void aClosedLoopTakesNothing() {
        startAndAwaitRest();
        loop.close();
        var ran = new AtomicInteger();

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> loop.put(now -> ran.incrementAndGet()))
                .withMessageContaining("closed");
        loop.offer(now -> ran.incrementAndGet());
        loop.run();
        loop.wake();

        assertThat(ran).hasValue(0);
    }

    @Test
    void closingWaitsForWhoeverWorks() throws InterruptedException {
        startAndAwaitRest();
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var ended = new AtomicInteger();
        loop.put(now -> {
            busy.countDown();
            await(release);
            ended.incrementAndGet();
        });
        Thread worker = Thread.ofPlatform().start(loop::run);
        busy.await();
        loop.put(now -> ended.incrementAndGet());

        CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> {
            loop.close();
            return ended.get();
        });
        assertThat(seen).isNotDone();
        release.countDown();

        assertThat(seen.join()).isEqualTo(2);
        worker.join();
    }

    /** Inputs of each bringer in their order, never two at once, and all that were put, though it closes under them. */
    @Test
    void manyThreadsBringAndNothingIsLost() throws Exception {
        loop.start();
        var at = new int[BRINGERS];
        var disorder = new AtomicInteger();
        var working = new AtomicInteger();
        var half = new CountDownLatch(BRINGERS * INPUTS / 2);
        try (ExecutorService bringers = Executors.newFixedThreadPool(BRINGERS)) {
            List<Future<Integer>> put = new ArrayList<>();
            for (int i = 0; i < BRINGERS; i++) {
                int bringer = i;
                Callable<Integer> brings = () -> bring(sequence -> {
                    disorder.addAndGet(working.getAndIncrement());
                    disorder.addAndGet(Math.abs(sequence - at[bringer]++));
                    working.getAndDecrement();
                    half.countDown();
                });
                put.add(bringers.submit(brings));
            }
            half.await();
            loop.close();

            for (int i = 0; i < BRINGERS; i++) {
                // An input that was refused may still have come in time.
                assertThat(at[i]).isBetween(put.get(i).get(), put.get(i).get() + 1);
            }
        }
        assertThat(disorder).hasValue(0);
    }

    private interface Input {
        void run(int sequence);
    }

    /** Puts inputs until there are enough or the loop is closed, and gives how many it has put. */
    private int bring(Input input) {
        for (int sequence = 0; sequence < INPUTS; sequence++) {
            int number = sequence;
            try {
                loop.put(now -> input.run(number));
            } catch (IllegalStateException closed) {
                return sequence;
            }
            if (ThreadLocalRandom.current().nextBoolean()) {
                loop.run();
            } else {
                loop.wake();
            }
        }
        return INPUTS;
    }

    /** The own thread and bringers hand over to each other again and again, and nobody is left waiting. */
    @Test
    void nobodyIsLeftWaiting() throws Exception {
        loop.start();
        try (ExecutorService bringers = Executors.newFixedThreadPool(BRINGERS)) {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < BRINGERS; i++) {
                ends.add(bringers.submit(() -> {
                    for (int sequence = 0; sequence < INPUTS / 10; sequence++) {
                        var ran = new CompletableFuture<Void>();
                        loop.put(now -> ran.complete(null));
                        loop.run();
                        ran.orTimeout(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)
                                .join();
                    }
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
