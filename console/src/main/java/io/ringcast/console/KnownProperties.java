package io.ringcast.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jline.utils.Levenshtein;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties that a program has, as the compiler found them in its {@code @ConfigurationProperties}, and those of the
 * other programs.
 */
final class KnownProperties {
    /** The first parts of the names of our properties. */
    static final List<String> FAMILIES = List.of("ringcast", "reservation", "dht");

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final String PROGRAMS = "/io/ringcast/console/programs.properties";
    private static final List<String> SEVERAL = List.of("java.util.List<", "java.util.Set<", "java.util.Map<");
    private static final int DISTANCE_MIN = 2;
    private static final int LETTERS_PER_ERROR = 4;
    private static final int WORD_LETTERS_MIN = 4;

    private final String program;
    private final Map<ConfigurationPropertyName, Boolean> own = new LinkedHashMap<>();
    private final Map<ConfigurationPropertyName, List<String>> others = new LinkedHashMap<>();

    /**
     * @param own names, and whether the property holds several values
     * @param others names, and whose they are
     */
    KnownProperties(String program, Map<String, Boolean> own, Map<String, List<String>> others) {
        this.program = program;
        own.forEach((name, several) -> this.own.put(ConfigurationPropertyName.of(name), several));
        others.forEach((name, programs) -> this.others.put(ConfigurationPropertyName.of(name), programs));
        this.others.keySet().removeAll(this.own.keySet());
    }

    /** Those of a program, from its class path. */
    static KnownProperties of(String program) {
        try {
            return new KnownProperties(program, ofClassPath(), ofPrograms());
        } catch (IOException e) {
            throw new UncheckedIOException("The names of the properties cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, Boolean> ofClassPath() throws IOException {
        Map<String, Boolean> names = new LinkedHashMap<>();
        for (URL file : Collections.list(KnownProperties.class.getClassLoader().getResources(METADATA))) {
            String text;
            try (InputStream stream = file.openStream()) {
                text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
            // Most of these files are large and Spring's.
            if (text.contains("io.ringcast")) {
                for (JsonNode property : JsonMapper.shared().readTree(text).path("properties")) {
                    String type = property.path("type").asString("");
                    names.put(property.path("name").asString(), SEVERAL.stream().anyMatch(type::startsWith));
                }
            }
        }
        return names;
    }

    private static Map<String, List<String>> ofPrograms() throws IOException {
        Properties file = new Properties();
        try (InputStream stream = KnownProperties.class.getResourceAsStream(PROGRAMS)) {
            file.load(stream);
        }
        Map<String, List<String>> names = new LinkedHashMap<>();
        for (String program : file.stringPropertyNames()) {
            for (String name : file.getProperty(program).split(",\\s*")) {
                names.computeIfAbsent(name, key -> new ArrayList<>()).add(program);
            }
        }
        return names;
    }

    String program() {
        return program;
    }

    /** The names of this program's properties. */
    Collection<ConfigurationPropertyName> own() {
        return Collections.unmodifiableCollection(own.keySet());
    }

    /** The names of the other programs' properties that this one has not. */
    Collection<ConfigurationPropertyName> others() {
        return Collections.unmodifiableCollection(others.keySet());
    }

    /** The property of this program that a name sets; Spring takes {@code minMembers} for {@code min-members}. */
    Optional<ConfigurationPropertyName> property(ConfigurationPropertyName name) {
        return own.keySet().stream()
                .filter(known -> known.equals(name) || (hasSeveralValues(known) && known.isAncestorOf(name)))
                .findFirst();
    }

    boolean hasSeveralValues(ConfigurationPropertyName known) {
        return own.getOrDefault(known, false);
    }

    /** The programs that have a property which this one has not; none if there is no such property. */
    List<String> programsOf(ConfigurationPropertyName name) {
        return others.getOrDefault(name, List.of());
    }

    /** The family that a name's first part is, or was probably meant to be. */
    static Optional<String> family(String firstPart) {
        String part = firstPart.toLowerCase(Locale.ROOT);
        return FAMILIES.stream()
                .filter(family -> Levenshtein.distance(part, family) <= Math.min(2, family.length() / 3))
                .findFirst();
    }

    /**
     * The one of this program's properties that was probably meant, in one of the forms in which it may be written.
     *
     * @param forms all ways to write a property
     */
    Optional<String> nearest(String written, Function<ConfigurationPropertyName, Stream<String>> forms) {
        return own.keySet().stream()
                .flatMap(forms)
                .filter(form -> isNear(withoutFamily(form), withoutFamily(written)))
                .min(Comparator.comparingInt((String form) -> distance(withoutFamily(form), withoutFamily(written)))
                        .thenComparingInt(form -> distance(form, written)));
    }

    private static boolean isNear(String right, String written) {
        return distance(right, written) <= Math.max(DISTANCE_MIN, right.length() / LETTERS_PER_ERROR)
                || (written.length() >= WORD_LETTERS_MIN && right.contains(written));
    }

    private static String withoutFamily(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String[] parts = lower.split("[._]", 2);
        return parts.length == 2 && family(parts[0]).isPresent() ? parts[1] : lower;
    }

    private static int distance(String a, String b) {
        return Levenshtein.distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT));
    }
}
