package io.ringcast.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Everything that one run has measured. */
public record Results(Machine machine, List<Measurement> measurements) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** Copies the list. */
    public Results {
        measurements = List.copyOf(measurements);
    }

    /** Reads what {@link #write} wrote. */
    public static Results read(Path file) {
        return JSON.readValue(file.toFile(), Results.class);
    }

    /** Writes them as JSON. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(this) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces each experiment that the newer results have too. Results of another machine are dropped. */
    Results updated(Results newer) {
        if (!machine.equals(newer.machine)) {
            return newer;
        }
        Set<String> replaced =
                newer.measurements.stream().map(Measurement::experiment).collect(Collectors.toSet());
        return new Results(
                machine,
                Stream.concat(
                                measurements.stream().filter(m -> !replaced.contains(m.experiment())),
                                newer.measurements.stream())
                        .toList());
    }

    /** The measurements of one experiment, as they were taken. */
    public List<Measurement> of(String experiment) {
        return measurements.stream()
                .filter(m -> m.experiment().equals(experiment))
                .toList();
    }

    /** The measurement of the first subject whose name begins with this text. */
    public Optional<Measurement> find(String experiment, String subject, String work, int clients, int servers) {
        return of(experiment).stream()
                .filter(m -> m.subject().startsWith(subject)
                        && m.work().equals(work)
                        && m.clients() == clients
                        && m.servers() == servers)
                .findFirst();
    }
}
