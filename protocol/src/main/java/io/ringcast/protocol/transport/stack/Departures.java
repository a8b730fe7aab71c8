package io.ringcast.protocol.transport.stack;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * Lets threads that send at the same time send together: the first takes along what the others bring until it leaves. For
 * any number of threads.
 *
 * @param <A> where to
 * @param <T> what is sent
 */
final class Departures<A, T> {
    private final BiConsumer<A, List<T>> sender;
    private final Queue<Departure<A, T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private record Departure<A, T>(A to, T load) {}

    /** @param sender sends to one address what waits for it, in the order in which it came; for one thread at a time */
    Departures(BiConsumer<A, List<T>> sender) {
        this.sender = sender;
    }

    /**
     * Sends, or leaves it to the thread that is about to. Whoever throws, nothing else that waits is lost by it.
     *
     * @throws RuntimeException the last of the sender, about whatever was taken along
     */
    // Not relied on: a hint to let those go first who are about to send, too. Without it, they find nobody to go with
    // where there are fewer processors than threads.
    @SuppressWarnings("ThreadPriorityCheck")
    void send(A to, T load) {
        waiting.add(new Departure<>(to, load));
        if (count.getAndIncrement() != 0) {
            return;
        }
        Throwable failure = null;
        int counted;
        do {
            Thread.yield();
            Map<A, List<T>> loads = new LinkedHashMap<>();
            // No more than is counted: who has put something there and not counted it would take itself for the first.
            counted = count.get();
            for (int i = 0; i < counted; i++) {
                Departure<A, T> next = waiting.remove();
                loads.computeIfAbsent(next.to, a -> new ArrayList<>()).add(next.load);
            }
            for (Map.Entry<A, List<T>> entry : loads.entrySet()) {
                try {
                    sender.accept(entry.getKey(), entry.getValue());
                } catch (RuntimeException | Error e) {
                    failure = e; // Told when nobody waits any more: who waits relies on this thread alone.
                }
            }
        } while (count.addAndGet(-counted) != 0);
        if (failure instanceof Error e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
    }
}
