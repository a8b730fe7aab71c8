package io.ringcast.lab.process;

import io.ringcast.lab.process.LabProcess.LifeState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What each process says of itself, asked for again and again. Whoever begins to answer gets the faults of the network.
 * Thread-safe.
 */
public final class Board implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Board.class);
    private static final Duration PERIOD = Duration.ofMillis(400);
    private static final Duration TIMEOUT = Duration.ofMillis(800);
    private static final int GONE_AFTER_FAILURES = 2;

    private final LabProcesses processes;
    private final Calls calls;
    private final FaultInjection faults;
    private final Map<String, JsonNode> latest = new ConcurrentHashMap<>();
    private final Map<String, Integer> silences = new ConcurrentHashMap<>();
    private final Thread asking = Thread.ofVirtual().name("board").unstarted(this::run);
    private volatile @Nullable JsonNode dht;

    /** Nothing is known yet. */
    public Board(LabProcesses processes, Calls calls, FaultInjection faults) {
        this.processes = processes;
        this.calls = calls;
        this.faults = faults;
    }

    /** Begins to ask. */
    public void start() {
        asking.start();
    }

    /** What a process last said; null if it does not answer now. */
    public @Nullable JsonNode of(LabProcess process) {
        return latest.get(process.name());
    }

    /** The DHT as a manager sees it; null while none answers. */
    public @Nullable JsonNode dht() {
        return dht;
    }

    private void run() {
        try {
            while (true) {
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    processes.all().forEach(process -> threads.execute(() -> ask(process)));
                    threads.execute(this::askForDht);
                }
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            log.debug("The board is closed");
        }
    }

    private void ask(LabProcess process) {
        LifeState state = process.state();
        if (state != LifeState.STARTING && state != LifeState.RUNNING) {
            latest.remove(process.name());
            return;
        }
        Answer answer = calls.get(process, process.role().statusPath(), TIMEOUT);
        if (answer.status() == 0) {
            if (silences.merge(process.name(), 1, Integer::sum) >= GONE_AFTER_FAILURES) {
                latest.remove(process.name());
            }
            return;
        }
        silences.remove(process.name());
        if (state == LifeState.STARTING) {
            process.hasAnswered();
            faults.apply(process);
        }
        latest.put(process.name(), answer.body());
    }

    private void askForDht() {
        for (LabProcess manager : processes.of(LabRole.MANAGER)) {
            if (manager.state() == LifeState.RUNNING) {
                Answer answer = calls.get(manager, "/api/dht", TIMEOUT);
                if (answer.isGood()) {
                    dht = answer.body();
                    return;
                }
            }
        }
        dht = null;
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
