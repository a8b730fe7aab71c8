package io.ringcast.console.trace;

import io.ringcast.protocol.transport.DatagramEvent;
import io.ringcast.protocol.transport.DatagramObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The most recent datagrams, in a ring that any thread writes without waiting. Text is made when somebody reads. Signs of
 * life are left out: they would push out everything else within minutes.
 */
final class TraceHistory implements DatagramObserver {
    private final AtomicReferenceArray<DatagramEvent> ring;
    private final AtomicLong written = new AtomicLong();

    TraceHistory(int size) {
        this.ring = new AtomicReferenceArray<>(size);
    }

    @Override
    public void observed(DatagramEvent event) {
        if (event.background()) {
            return;
        }
        ring.setRelease((int) (written.getAndIncrement() % ring.length()), event);
    }

    /** The newest ones, oldest first. */
    List<DatagramEvent> recent(int limit) {
        long end = written.get();
        long start = Math.max(0, end - Math.min(limit, ring.length()));
        List<DatagramEvent> events = new ArrayList<>();
        for (long i = start; i < end; i++) {
            DatagramEvent event = ring.getAcquire((int) (i % ring.length()));
            if (event != null) {
                events.add(event);
            }
        }
        return events;
    }
}
