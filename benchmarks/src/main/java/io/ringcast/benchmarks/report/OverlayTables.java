package io.ringcast.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Results about overlays as Markdown. */
final class OverlayTables {
    private record Column(String title, Function<Measurement, String> cell) {}

    private static final Column OVERLAY = new Column("overlay", Measurement::subject);
    private static final Column MEMBERS = new Column("members", m -> Tables.whole(m.servers()));

    private OverlayTables() {}

    /** All tables of a run. Those of experiments that it did not make are left out. */
    static String of(Results results) {
        List<Measurement> growth = results.of(Experiments.OVERLAY_GROWTH);
        List<String> lines = new ArrayList<>();
        table(
                lines,
                "Hops of a lookup: `./ringcast bench overlays`",
                growth,
                OVERLAY,
                MEMBERS,
                hundredths("mean", Experiments.HOPS_MEAN),
                hundredths("expected by the paper", Experiments.HOPS_FORMULA),
                whole("99 %", Experiments.HOPS_99),
                whole("most", Experiments.HOPS_MOST),
                whole("bound", Experiments.HOPS_BOUND));
        table(
                lines,
                "Tables and load: `./ringcast bench overlays`",
                growth,
                OVERLAY,
                MEMBERS,
                hundredths("entries of a table, mean", Experiments.TABLE_MEAN),
                whole("most", Experiments.TABLE_MOST),
                whole("a member is in so many tables, most", Experiments.IN_TABLES_MOST),
                hundredths("lookups by way of a member, least, × mean", Experiments.LOAD_LEAST),
                hundredths("most, × mean", Experiments.LOAD_MOST));
        table(
                lines,
                "Messages of a set-up with three copies: `./ringcast bench overlays`",
                growth,
                OVERLAY,
                MEMBERS,
                whole("messages but for records", Experiments.SET_UP_MESSAGES),
                hundredths("sends of each record", Experiments.SENDS_PER_RECORD));
        table(
                lines,
                "1,000 members, many of them dead at once: `./ringcast bench overlays`",
                results.of(Experiments.OVERLAY_FAILURES),
                OVERLAY,
                new Column("copies", m -> Tables.whole(m.clients())),
                whole("dead, %", Experiments.DEAD_PERCENT),
                hundredths("lookups that find the record, %", Experiments.FOUND_PERCENT),
                hundredths("hops, mean", Experiments.HOPS_MEAN),
                hundredths("timeouts, mean", Experiments.TIMEOUTS_MEAN));
        List<Measurement> queries = results.of(Experiments.OVERLAY_QUERIES);
        if (!queries.isEmpty()) {
            lines.add("");
            lines.add("Measured on " + results.machine().text() + ".");
        }
        table(
                lines,
                "Real sockets, all peers in one process: `./ringcast bench dht-overlays`",
                queries,
                OVERLAY,
                MEMBERS,
                new Column("askers", m -> Tables.whole(m.clients())),
                new Column("queries/s", m -> Tables.whole(m.perSecond())),
                new Column("median, µs", m -> Tables.whole(m.p50Micros())),
                new Column("99 %, µs", m -> Tables.whole(m.p99Micros())),
                hundredths("hops, mean", Experiments.HOPS_MEAN),
                hundredths("expected", Experiments.HOPS_FORMULA),
                new Column("failed", m -> Long.toString(m.failures())));
        return String.join("\n", lines).strip() + "\n";
    }

    private static void table(List<String> lines, String title, List<Measurement> measurements, Column... columns) {
        List<Column> all = List.of(columns);
        Tables.section(
                lines,
                title,
                all.stream().map(Column::title).toList(),
                measurements.stream()
                        .map(m -> Tables.row(all.stream()
                                .map(column -> column.cell().apply(m))
                                .toList()))
                        .toList());
    }

    private static Column whole(String title, String fact) {
        return new Column(title, m -> Tables.whole(m.fact(fact)));
    }

    /** What does not exist, such as the hops of lookups of which none ends, is left out. */
    private static Column hundredths(String title, String fact) {
        return new Column(title, m -> {
            double value = m.fact(fact);
            return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%,.2f", value);
        });
    }
}
