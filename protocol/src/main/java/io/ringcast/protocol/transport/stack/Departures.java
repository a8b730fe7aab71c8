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
 * Combines what several threads send at the same time: the first of them sends for the others too. For any number of
 * threads.
 *
 * @param <A> the address
 * @param <T> what is sent
 */
final class Departures<A, T> {
    private final BiConsumer<A, List<T>> sender;
    private final Queue<Departure<A, T>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private record Departure<A, T>(A to, T load) {}

    /** @param sender sends to one address what is queued for it, in order; called by one thread at a time */
    Departures(BiConsumer<A, List<T>> sender) {
        this.sender = sender;
    }

    /**
     * Sends, or leaves that to the thread that is sending. An exception loses nothing else that is queued.
     *
     * @throws RuntimeException the last one that the sender threw, not necessarily for this load
     */
    // Correctness does not rely on it: yielding lets other threads that are about to send queue their messages first.
    // Without it, few are combined where there are fewer processors than threads.
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
            // No more than is counted: a thread that has queued but not yet counted its load will find itself first,
            // and send.
            counted = count.get();
            for (int i = 0; i < counted; i++) {
                Departure<A, T> next = waiting.remove();
                loads.computeIfAbsent(next.to, a -> new ArrayList<>()).add(next.load);
            }
            for (Map.Entry<A, List<T>> entry : loads.entrySet()) {
                try {
                    sender.accept(entry.getKey(), entry.getValue());
                } catch (RuntimeException | Error e) {
                    failure = e; // Thrown at the end: the queued loads rely on this thread alone.
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
