package io.ringcast.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Results as Markdown. */
public final class Tables {
    private Tables() {}

    /** All tables of a run. Those of experiments that it did not make are left out. */
    public static String of(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add("Measured on " + results.machine().text() + ".");
        section(lines, "Goals", List.of("goal", "bound", "measured", "met"), goals(results));
        section(lines, "Reservations, the floor, and others", HEAD, rows(results.of(Experiments.RESERVATION)));
        section(lines, "Reservations by number of servers", HEAD, rows(results.of(Experiments.SERVERS)));
        section(lines, "Servers with more and more reservations", STATE_HEAD, states(results));
        section(lines, "Ten minutes at four fifths of the limit", SOAK_HEAD, soak(results));
        section(lines, "DHT", DHT_HEAD, dhtRows(results.of(Experiments.DHT)));
        section(lines, "A million records", List.of("nodes", "records/s", "heap of all peers, MB"), loads(results));
        section(lines, "Managers of the DHT", HEAD, rows(results.of(Experiments.MANAGERS)));
        section(lines, "Managers with many users", CROWD_HEAD, crowds(results));
        section(lines, "The hot pieces (JMH)", List.of("operation", "mean, ns", "± ns"), micro(results));
        return String.join("\n", lines) + "\n";
    }

    private static final List<String> HEAD =
            List.of("what", "work", "clients", "servers", "operations/s", "median, µs", "99 %, µs", "failed");
    private static final List<String> DHT_HEAD =
            List.of("what", "work", "askers", "nodes", "operations/s", "median, µs", "99 %, µs", "nodes visited");

    private static final List<String> STATE_HEAD = List.of(
            Experiments.RESERVATIONS,
            Experiments.LIVE_HEAP_MEGABYTES,
            Experiments.LIVE_HEAP_MEGABYTES,
            Experiments.STORE_MEGABYTES,
            Experiments.FIRST_START_SECONDS,
            Experiments.RESTART_SECONDS,
            Experiments.JOIN_SECONDS);
    private static final List<String> SOAK_HEAD = List.of(
            Experiments.MINUTE,
            Experiments.OFFERED_PER_SECOND,
            "operations/s",
            "median, µs",
            "99 %, µs",
            "failed",
            Experiments.STOLEN_PERCENT,
            Experiments.THREADS,
            Experiments.LIVE_HEAP_MEGABYTES,
            Experiments.LIVE_HEAP_MEGABYTES);

    private static final List<String> CROWD_HEAD = List.of(
            "managers",
            "users",
            Experiments.ANSWERED_PER_SECOND,
            Experiments.PROCESSOR_PERCENT,
            Experiments.LIVE_HEAP_MEGABYTES);

    static void section(List<String> lines, String title, List<String> head, List<String> rows) {
        if (rows.isEmpty()) {
            return;
        }
        lines.addAll(List.of(
                "",
                "### " + title,
                "",
                row(head),
                row(head.stream().map(column -> "---").toList())));
        lines.addAll(rows);
    }

    private static List<String> goals(Results results) {
        return Goals.of(results).stream()
                .filter(goal -> goal.measured() != null)
                .map(Goal::row)
                .toList();
    }

    private static List<String> rows(List<Measurement> measurements) {
        return measurements.stream()
                .map(m -> cells(m, Long.toString(m.failures())))
                .toList();
    }

    private static List<String> dhtRows(List<Measurement> measurements) {
        return measurements.stream()
                .map(m -> {
                    Double nodes = m.facts().get(Experiments.MEAN_NODES);
                    return cells(m, nodes == null ? "" : String.format(Locale.ROOT, "%.2f", nodes));
                })
                .toList();
    }

    private static String cells(Measurement m, String last) {
        return row(List.of(
                m.subject(),
                m.work(),
                Integer.toString(m.clients()),
                Integer.toString(m.servers()),
                whole(m.perSecond()),
                whole(m.p50Micros()),
                whole(m.p99Micros()),
                last));
    }

    private static List<String> states(Results results) {
        return results.of(Experiments.STATE).stream()
                .map(m -> row(STATE_HEAD.stream()
                        .map(name -> name.endsWith(", s") ? tenths(m.fact(name)) : whole(m.fact(name)))
                        .toList()))
                .toList();
    }

    private static List<String> soak(Results results) {
        return results.of(Experiments.SOAK).stream()
                .map(m -> row(List.of(
                        whole(m.fact(Experiments.MINUTE)),
                        whole(m.fact(Experiments.OFFERED_PER_SECOND)),
                        whole(m.perSecond()),
                        whole(m.p50Micros()),
                        whole(m.p99Micros()),
                        Long.toString(m.failures()),
                        whole(m.fact(Experiments.STOLEN_PERCENT)),
                        whole(m.fact(Experiments.THREADS)),
                        whole(m.fact(Experiments.RESIDENT_MEGABYTES)),
                        whole(m.fact(Experiments.LIVE_HEAP_MEGABYTES)))))
                .toList();
    }

    private static List<String> loads(Results results) {
        return results.of(Experiments.LOAD).stream()
                .map(m -> row(List.of(
                        Integer.toString(m.servers()),
                        whole(m.fact(Experiments.RECORDS_PER_SECOND)),
                        whole(m.fact(Experiments.HEAP_MEGABYTES)))))
                .toList();
    }

    private static List<String> crowds(Results results) {
        return results.of(Experiments.CROWD).stream()
                .map(m -> row(List.of(
                        Integer.toString(m.servers()),
                        Integer.toString(m.clients()),
                        whole(m.fact(Experiments.ANSWERED_PER_SECOND)),
                        tenths(m.fact(Experiments.PROCESSOR_PERCENT)),
                        whole(m.fact(Experiments.LIVE_HEAP_MEGABYTES)))))
                .toList();
    }

    private static List<String> micro(Results results) {
        return results.of(Experiments.MICRO).stream()
                .map(m -> row(
                        List.of(m.subject(), whole(m.fact(Experiments.NANOS)), whole(m.fact(Experiments.NANOS_ERROR)))))
                .toList();
    }

    static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }

    static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
