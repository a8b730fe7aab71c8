package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads the dataset as {@code DatasetFeed} does: one thing after the other, each a while after it was wanted. */
final class SimulatedFeed {
    /** The dataset is the same at every peer. */
    static final DatasetShape SHAPE = new DatasetShape(List.of("Name", "Code"), 0, 23);

    static final List<List<String>> RECORDS = Stream.of(
                    "Aruba", "Bhutan", "Chad", "Denmark", "Egypt", "Fiji", "Ghana", "Haiti", "Iraq", "Japan")
            .map(name -> List.of(name, "code of " + name))
            .toList();
    static final String ABSENT = "Atlantis";

    private static final long READING_MAX = 2 * MILLI;
    /** Fewer than are asked for, so that a ring is loaded in several steps. */
    private static final int RECORDS_MAX = 4;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimulatedProcess process;
    private long freeAtNanos;
    private boolean inUse;
    private int position;

    SimulatedFeed(VirtualTime time, SplittableRandom random, SimulatedProcess process) {
        this.time = time;
        this.random = random;
        this.process = process;
    }

    /** Reads from the beginning. */
    void use() {
        submit(this::restart);
    }

    void open(Runnable opened) {
        submit(() -> {
            restart();
            opened.run();
        });
    }

    void find(Consumer<List<List<String>>> found) {
        submit(() -> found.accept(RECORDS));
    }

    private void restart() {
        inUse = true;
        position = 0;
    }

    void read(int most, BiConsumer<List<List<String>>, Boolean> records) {
        submit(() -> {
            if (inUse) {
                int from = position;
                int to = Math.min(from + Math.min(most, RECORDS_MAX), RECORDS.size());
                boolean last = to == RECORDS.size();
                position = last ? 0 : to;
                records.accept(RECORDS.subList(from, to), last);
            }
        });
    }

    void close() {
        submit(() -> inUse = false);
    }

    private void submit(Runnable action) {
        freeAtNanos = Math.max(freeAtNanos, time.nanos()) + random.nextLong(READING_MAX);
        time.at(freeAtNanos, () -> process.timer(action));
    }
}
