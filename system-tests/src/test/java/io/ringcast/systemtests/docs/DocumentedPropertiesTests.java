package io.ringcast.systemtests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.systemtests.lab.Services;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the tables of properties with what the compiler found in the code's {@code @ConfigurationProperties}. */
class DocumentedPropertiesTests {
    private static final Path ROOT = Services.data().resolve("..").normalize();
    private static final List<String> MODULES = List.of(
            "protocol", "console", "reservation-server", "reservation-client", "dht-manager", "dht-peer", "lab");
    private static final List<String> PAGES = List.of("docs/operations.md", "docs/protocol/dht.md");
    private static final Pattern PROPERTY = Pattern.compile("`((?:ringcast|reservation|dht)\\.[a-z.-]+)`");

    @Test
    void everyPropertyOfTheCodeIsInATableAndEveryOneInATableIsInTheCode() throws IOException {
        assertThat(documented()).containsExactlyElementsOf(inTheCode());
    }

    @Test
    void theListOfEachProgramsPropertiesIsThatOfTheCode() throws IOException {
        Properties list = new Properties();
        try (Reader reader = Files.newBufferedReader(
                ROOT.resolve("console/src/main/resources/io/ringcast/console/programs.properties"))) {
            list.load(reader);
        }
        List<String> programs = MODULES.subList(2, MODULES.size());
        assertThat(list.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(programs);
        for (String program : programs) {
            assertThat(list.getProperty(program).split(",\\s*"))
                    .as(program)
                    .containsExactlyElementsOf(inTheCode(program));
        }
    }

    private static Set<String> inTheCode() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : MODULES) {
            names.addAll(inTheCode(module));
        }
        return names;
    }

    private static Set<String> inTheCode(String module) throws IOException {
        Path metadata = ROOT.resolve(module).resolve("target/classes/META-INF/spring-configuration-metadata.json");
        JsonNode properties =
                JsonMapper.shared().readTree(Files.readString(metadata)).path("properties");
        assertThat(properties).as(module).isNotEmpty();
        Set<String> names = new TreeSet<>();
        properties.forEach(property -> names.add(property.path("name").asString()));
        return names;
    }

    /** The names in the first cells of the tables. */
    private static Set<String> documented() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String page : PAGES) {
            for (String line : Files.readAllLines(ROOT.resolve(page))) {
                if (line.startsWith("| `")) {
                    Matcher matcher = PROPERTY.matcher(line.substring(0, line.indexOf('|', 1)));
                    while (matcher.find()) {
                        names.add(matcher.group(1));
                    }
                }
            }
        }
        return names;
    }
}
