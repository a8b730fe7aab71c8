package io.ringcast.foundation.vital;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.vital.VitalThreads.ThreadFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class VitalThreadsTests {
    private final List<ThreadFailure> ended = new ArrayList<>();
    private final VitalThreads threads = new VitalThreads(ended::add);

    @Test
    void anyThrowableOfAVitalThreadEndsTheProcess() {
        for (Throwable thrown :
                List.of(new OutOfMemoryError("heap"), new NoClassDefFoundError("Gone"), new AssertionError("wrong"))) {
            var process = new VitalThreads(failure -> {});
            process.guard("replica", () -> sneakyThrow(thrown)).run();

            assertThat(process.failure()).isEqualTo(new ThreadFailure("replica", thrown));
        }
    }

    @Test
    void onlyTheFirstFailureIsTold() {
        threads.failed("timer", new IllegalStateException("first"));
        threads.failed("replica", new IllegalStateException("a consequence"));

        assertThat(ended).extracting(ThreadFailure::thread).containsExactly("timer");
    }

    @Test
    void aThreadThatEndsByItselfIsNoFailure() {
        threads.guard("replica", () -> {}).run();

        assertThat(threads.failure()).isNull();
        assertThat(ended).isEmpty();
    }

    @Test
    void aThreadThatStandsStillIsToldUntilItMoves() {
        threads.stalled("replica", "an append stands for 3 s");
        assertThat(threads.stalls()).containsEntry("replica", "an append stands for 3 s");

        threads.moves("replica");
        assertThat(threads.stalls()).isEmpty();
    }

    @Test
    void anExitThatHangsIsFollowedByAHalt() {
        Queue<String> calls = new ConcurrentLinkedQueue<>();
        var never = new CountDownLatch(1);
        var end = new ExitOrHalt(
                Duration.ofMillis(50),
                code -> {
                    calls.add("exit " + code);
                    awaitUninterrupted(never);
                },
                code -> calls.add("halt " + code));

        end.begin(new ThreadFailure("replica", new OutOfMemoryError("heap")));

        // In any order: on a busy machine the wait may be over before the thread that exits has run.
        Awaitility.await().untilAsserted(() -> assertThat(calls).containsExactlyInAnyOrder("exit 3", "halt 3"));
        never.countDown();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneakyThrow(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
