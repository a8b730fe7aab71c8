package io.ringcast.lab.trace;

import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabProcess.LifeState;
import io.ringcast.lab.process.LabProcesses;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the traces of all processes and keeps what they tell, the newest {@value #EVENTS_MAX} events of it. Signs of life,
 * which pass all the time, are left out. Thread-safe.
 */
public final class Recorder implements AutoCloseable {
    /** How many events are kept. */
    public static final int EVENTS_MAX = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Recorder.class);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int TEXT_MAX = 600;
    private static final String DATA = "data:";
    private static final Set<String> SIGNS_OF_LIFE = Set.of("heartbeat", "presence", "probe", "acknowledge");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final LabProcesses processes;
    private final BiFunction<LabProcess, String, @Nullable Stream<String>> streams;
    private final Deque<RecordedEvent> events = new ArrayDeque<>();
    private final Map<String, Thread> followers = new HashMap<>();
    private final Thread watch = Thread.ofVirtual().name("recorder").unstarted(this::watch);
    private long last;

    /**
     * Nothing is recorded yet.
     *
     * @param streams opens a stream of a process: its lines, or null if it does not answer
     */
    public Recorder(LabProcesses processes, BiFunction<LabProcess, String, @Nullable Stream<String>> streams) {
        this.processes = processes;
        this.streams = streams;
    }

    /** Begins to follow. */
    public void start() {
        watch.start();
    }

    private void watch() {
        try {
            while (true) {
                for (LabProcess process : processes.all()) {
                    follow(process);
                }
                Thread.sleep(AGAIN);
            }
        } catch (InterruptedException e) {
            log.debug("The recorder is closed");
        }
    }

    private synchronized void follow(LabProcess process) {
        Thread now = followers.get(process.name());
        if (process.state() == LifeState.RUNNING && (now == null || !now.isAlive())) {
            followers.put(
                    process.name(),
                    Thread.ofVirtual().name("trace-" + process.name()).start(() -> read(process)));
        }
    }

    private void read(LabProcess process) {
        try (Stream<String> lines = streams.apply(process, "/api/trace/stream")) {
            if (lines != null) {
                lines.filter(line -> line.startsWith(DATA))
                        .forEach(line -> take(process.name(), line.substring(DATA.length())));
            }
        } catch (UncheckedIOException e) {
            log.debug("The trace of {} has ended", process.name(), e);
        }
    }

    private void take(String process, String json) {
        JsonNode entry;
        try {
            entry = JSON.readTree(json);
        } catch (JacksonException e) {
            log.warn("{} told something that is no event: {}", process, json);
            return;
        }
        String type = entry.path("type").asString("");
        if (SIGNS_OF_LIFE.contains(type)) {
            return;
        }
        String peer = entry.path("peer").asString("");
        String text = entry.path("text").asString("");
        add(
                process,
                entry.path("at").asString(""),
                entry.path("direction").asString(""),
                processes.nameAt(Integer.parseInt(peer.substring(peer.lastIndexOf(':') + 1))),
                type,
                entry.path("id").isString() ? entry.path("id").asString() : null,
                text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) + "…" : text);
    }

    /** Records what was done in the lab. */
    public void done(String process, String what) {
        add("lab", Instant.now().toString(), "lab", process, what, null, "");
    }

    private synchronized void add(
            String process, String at, String direction, String peer, String type, @Nullable String id, String text) {
        events.addLast(new RecordedEvent(++last, process, at, direction, peer, type, id, text));
        if (events.size() > EVENTS_MAX) {
            events.removeFirst();
        }
    }

    /** The number of the last event. */
    public synchronized long last() {
        return last;
    }

    /** The oldest events after a number, at most so many. */
    public synchronized List<RecordedEvent> after(long number, int limit) {
        List<RecordedEvent> found = new ArrayList<>();
        for (RecordedEvent event : events) {
            if (event.number() > number && found.size() < limit) {
                found.add(event);
            }
        }
        return found;
    }

    @Override
    public synchronized void close() {
        watch.interrupt();
        followers.values().forEach(Thread::interrupt);
    }
}
