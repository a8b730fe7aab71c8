package io.ringcast.console;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Whether the options of one command line are properties that this program has, each given once and with a value. No
 * complaint shows a value, which may be a secret.
 */
final class OptionCheck {
    /** Spring Boot's options that are a name without a dot. */
    private static final Set<String> WITHOUT_DOT = Set.of("debug", "trace");

    /** First parts of Spring's names, where a slip is told too. */
    private static final Set<String> SPRINGS = Set.of("server", "logging", "management", "spring", "springdoc");

    private final KnownProperties known;
    private final Set<ConfigurationPropertyName> given = new HashSet<>();

    OptionCheck(KnownProperties known) {
        this.known = known;
    }

    /**
     * Takes the next option.
     *
     * @param option {@code --name=value}
     * @return what is wrong with it; null if nothing is
     */
    @Nullable
    String complaint(String option) {
        String[] parts = option.substring(2).split("=", 2);
        String name = parts[0];
        String firstPart = name.split("\\.", 2)[0];
        if (SPRINGS.contains(firstPart) || WITHOUT_DOT.contains(name)) {
            return null;
        }
        if (name.contains(".") && KnownProperties.family(firstPart).isEmpty()) {
            return null; // Somebody else's, for example a placeholder in a file of properties.
        }
        ConfigurationPropertyName adapted = ConfigurationPropertyName.adapt(name, '.');
        Optional<ConfigurationPropertyName> property = known.property(adapted);
        if (property.isEmpty()) {
            return unknown(name, adapted);
        }
        if (parts.length == 1 || parts[1].isBlank()) {
            return "--%s has no value; write --%s=VALUE, or leave it out.".formatted(name, property.get());
        }
        return given.add(adapted) ? null : "%s is given twice; once is right.".formatted(property.get());
    }

    private String unknown(String name, ConfigurationPropertyName adapted) {
        List<String> programs = known.programsOf(adapted);
        if (!programs.isEmpty()) {
            return "--%s is a property of %s, not of %s."
                    .formatted(
                            name,
                            programs.stream().map(p -> "the " + p).collect(Collectors.joining(" and ")),
                            known.program());
        }
        return "--%s is no property of %s; %s"
                .formatted(
                        name,
                        known.program(),
                        suggestion(name)
                                .map(right -> "did you mean --" + right + "?")
                                .orElseGet(this::all));
    }

    /** The option that was probably meant by a text that is none. */
    Optional<String> suggestion(String name) {
        return known.nearest(name, property -> Stream.of(property.toString()));
    }

    private String all() {
        return known.own().stream()
                .map(ConfigurationPropertyName::toString)
                .sorted()
                .collect(Collectors.joining(", ", "there are ", "."));
    }
}
