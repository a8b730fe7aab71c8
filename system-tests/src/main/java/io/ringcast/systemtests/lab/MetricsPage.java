package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Prometheus sees of a process, and what the dashboards of the project ask it for. */
public final class MetricsPage {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)[{ ]");
    /** Parts of an expression that are no metrics: label matchers, spans of time, labels to group by, quoted text. */
    private static final Pattern NO_METRICS =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)|\"[^\"]*\"");

    private static final Pattern NAME = Pattern.compile("\\b([a-zA-Z_:][a-zA-Z0-9_:]*)\\b(?!\\s*\\()");

    private final String text;

    private MetricsPage(String text) {
        this.text = text;
    }

    /** The page of a process. */
    public static MetricsPage of(Rest process) {
        return new MetricsPage(process.get("/actuator/prometheus").body());
    }

    /** The names of all samples. */
    public Set<String> names() {
        return matches(SAMPLE, text);
    }

    /** The sum of the samples of this name. */
    public double sum(String name) {
        return sum(name, "");
    }

    /** The sum of the samples of this name with this label, for instance {@code direction="out"}. */
    public double sum(String name, String label) {
        List<String> samples = text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .toList();
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("there is no " + name + " among " + names());
        }
        return samples.stream()
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** Whether Prometheus's own tool is installed. */
    public static boolean canBeChecked() {
        return Shell.succeeds("promtool", "--version");
    }

    /** What Prometheus's own tool finds wrong with it. */
    public String complaints() {
        return Shell.run(List.of("promtool", "check", "metrics"), text);
    }

    /** The metrics that a dashboard asks for. */
    public static Set<String> askedForBy(String dashboard) {
        Path file = Services.data().resolveSibling("observability/grafana/dashboards/" + dashboard + ".json");
        Set<String> names = new TreeSet<>();
        try {
            for (JsonNode panel :
                    JsonMapper.shared().readTree(Files.readString(file)).path("panels")) {
                for (JsonNode target : panel.path("targets")) {
                    names.addAll(metricsIn(target.path("expr").asString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    static Set<String> metricsIn(String expression) {
        return matches(NAME, NO_METRICS.matcher(expression).replaceAll(" "));
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
