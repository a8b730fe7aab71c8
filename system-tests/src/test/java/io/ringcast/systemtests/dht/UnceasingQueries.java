package io.ringcast.systemtests.dht;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A free peer asks for every country, again and again, and every answer is compared with the file. */
final class UnceasingQueries implements AutoCloseable {
    private static final Duration FOUND_MAX = Duration.ofMinutes(1);

    private final DhtCluster cluster;
    private final String user;
    private final int askers;
    private final List<Map<String, String>> countries;
    private final List<Thread> threads = new ArrayList<>();
    /** By name: when the first query that found it ended, of those that began after the mark. */
    private final Map<String, Long> foundSinceMark = new ConcurrentHashMap<>();

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong found = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long markNanos;
    private volatile boolean over;

    UnceasingQueries(DhtCluster cluster, String user, int askers) {
        this.cluster = cluster;
        this.user = user;
        this.askers = askers;
        this.countries = cluster.countries().records();
        for (int i = 0; i < askers; i++) {
            int first = i;
            threads.add(Thread.ofPlatform().name("queries-" + i).start(() -> ask(first)));
        }
    }

    private void ask(int first) {
        while (!over) {
            for (int i = first; i < countries.size() && !over; i += askers) {
                ask(countries.get(i));
            }
        }
    }

    private void ask(Map<String, String> country) {
        String name = Countries.nameOf(country);
        long began = System.nanoTime();
        JsonNode result = cluster.command(user, "query-dht " + user + " " + name);
        long ended = System.nanoTime();
        if (result.path("status").asString().equals("SUCCESS")) {
            List<String> lines =
                    result.path("lines").valueStream().map(JsonNode::asString).toList();
            boolean right = country.entrySet().stream()
                    .allMatch(field -> lines.contains(field.getKey() + ": " + field.getValue()));
            if (!right) {
                wrong.add(name + " gives " + lines);
            }
            found.incrementAndGet();
            if (began >= markNanos) {
                foundSinceMark.putIfAbsent(name, ended);
            }
        } else if (result.path("reason").asString().equals("NOT_FOUND")) {
            wrong.add(name + " is not found: " + result);
        } else {
            refused.incrementAndGet();
        }
    }

    /** From now on it counts when each country is found. */
    void mark() {
        markNanos = System.nanoTime();
        foundSinceMark.clear();
    }

    /** How long it took from the mark until all were found. */
    Duration untilAllAreFound() {
        Awaitility.await("all countries are found")
                .atMost(FOUND_MAX)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> foundSinceMark.size() == countries.size());
        long last = foundSinceMark.values().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        return Duration.ofNanos(last - markNanos);
    }

    /** What was answered wrongly: another record, or <em>not found</em>. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Counts for people. */
    String figures() {
        return found + " queries found their record, " + refused + " were refused, " + wrong.size()
                + " answered wrongly";
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
