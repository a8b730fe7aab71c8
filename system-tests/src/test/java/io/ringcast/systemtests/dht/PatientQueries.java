package io.ringcast.systemtests.dht;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A free peer asks for a country many times a second, and repeats what was refused. Every answer is compared with the file. */
final class PatientQueries implements AutoCloseable {
    private static final int ASKERS = 8;
    private static final int EACH_MILLIS = 400;
    private static final Duration REPEATED_FOR = Duration.ofSeconds(60);
    private static final int REPEATED_AFTER_MILLIS = 250;

    private final DhtCluster cluster;
    private final String user;
    private final List<Map<String, String>> countries;
    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(ASKERS);
    private final List<ScheduledFuture<?>> asking = new ArrayList<>();
    private final ConcurrentLinkedQueue<Duration> atOnce = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Duration> repeated = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> unanswered = new ConcurrentLinkedQueue<>();

    PatientQueries(DhtCluster cluster, String user) {
        this.cluster = cluster;
        this.user = user;
        this.countries = cluster.countries().records();
        for (int i = 0; i < ASKERS; i++) {
            Asker asker = new Asker(i * countries.size() / ASKERS);
            asking.add(threads.scheduleWithFixedDelay(
                    asker, (long) i * EACH_MILLIS / ASKERS, EACH_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Asks for one country after the other. */
    private final class Asker implements Runnable {
        private int next;

        Asker(int first) {
            this.next = first;
        }

        @Override
        public void run() {
            try {
                ask(countries.get(next++ % countries.size()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                unanswered.add(e.toString());
            }
        }
    }

    private void ask(Map<String, String> country) throws InterruptedException {
        long began = System.nanoTime();
        String name = Countries.nameOf(country);
        boolean first = true;
        while (true) {
            JsonNode result = cluster.command(user, "query-dht " + user + " " + name);
            if (result.path("status").asString().equals("SUCCESS")) {
                List<String> lines = result.path("lines")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
                boolean right = country.entrySet().stream()
                        .allMatch(field -> lines.contains(field.getKey() + ": " + field.getValue()));
                if (!right) {
                    wrong.add(name + " gives " + lines);
                }
                (first ? atOnce : repeated).add(DhtState.since(began));
                return;
            }
            if (result.path("reason").asString().equals("NOT_FOUND")) {
                wrong.add(name + " is not found: " + result);
                return;
            }
            if (DhtState.since(began).compareTo(REPEATED_FOR) > 0) {
                unanswered.add(name + ": " + result);
                return;
            }
            first = false;
            TimeUnit.MILLISECONDS.sleep(REPEATED_AFTER_MILLIS);
        }
    }

    /** What was answered wrongly: another record, or <em>not found</em>. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** What was not answered for a minute. */
    List<String> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Counts for people. */
    String figures() {
        int all = atOnce.size() + repeated.size() + wrong.size() + unanswered.size();
        return String.format(
                Locale.ROOT,
                "%d queries: %.2f %% answered rightly at the first attempt, %.2f %% after repetition, %d wrongly, %d not"
                        + " within a minute; longest wait %d ms",
                all,
                100.0 * atOnce.size() / all,
                100.0 * (atOnce.size() + repeated.size()) / all,
                wrong.size(),
                unanswered.size(),
                repeated.stream().mapToLong(Duration::toMillis).max().orElse(0));
    }

    @Override
    public void close() {
        asking.forEach(each -> each.cancel(false));
        threads.close();
    }
}
