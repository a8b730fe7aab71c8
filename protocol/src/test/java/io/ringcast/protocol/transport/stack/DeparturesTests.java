package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeparturesTests {
    @Test
    void whatComesWhileSomebodySendsLeavesTogetherByTheSameHand() throws Exception {
        var sent = new ConcurrentLinkedQueue<List<String>>();
        var threads = new ConcurrentLinkedQueue<Thread>();
        var gate = new CountDownLatch(1);
        var inside = new CountDownLatch(1);
        var departures = new Departures<String, String>((to, load) -> {
            inside.countDown();
            awaitUninterruptibly(gate);
            sent.add(load);
            threads.add(Thread.currentThread());
        });
        Thread first = Thread.ofPlatform().start(() -> departures.send("a", "1"));
        inside.await();

        departures.send("a", "2"); // Returns, though the first one is still held up.
        departures.send("b", "3");
        departures.send("a", "4");
        gate.countDown();
        first.join();

        assertThat(sent).containsExactly(List.of("1"), List.of("2", "4"), List.of("3"));
        assertThat(threads).containsOnly(first);
    }

    @Test
    void aFailureIsToldAndLosesNothingElse() throws Exception {
        var sent = new ConcurrentLinkedQueue<String>();
        var departures = new Departures<String, String>((to, load) -> {
            if (to.equals("bad")) {
                throw new IllegalStateException("on demand");
            }
            sent.addAll(load);
        });

        assertThatIllegalStateException().isThrownBy(() -> departures.send("bad", "1"));
        departures.send("good", "2");

        assertThat(sent).containsExactly("2");
    }

    @Test
    void ofManyThreadsEachLoadLeavesOnceInTheOrderOfItsThreadAndOneThreadSendsAtATime() throws Exception {
        int threads = 8;
        int loads = 20_000;
        List<List<Integer>> sent = IntStream.range(0, threads)
                .mapToObj(i -> (List<Integer>) new ArrayList<Integer>(loads))
                .toList();
        var busy = new AtomicBoolean();
        var overlaps = new AtomicInteger();
        var departures = new Departures<Integer, Integer>((to, load) -> {
            if (busy.getAndSet(true)) {
                overlaps.incrementAndGet();
            }
            sent.get(to).addAll(load);
            busy.set(false);
        });
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> senders = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int to = thread;
                senders.add(executor.submit(() -> IntStream.range(0, loads).forEach(i -> departures.send(to, i))));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }

        List<Integer> all = IntStream.range(0, loads).boxed().toList();
        assertThat(sent).allMatch(all::equals);
        assertThat(overlaps).hasValue(0);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
