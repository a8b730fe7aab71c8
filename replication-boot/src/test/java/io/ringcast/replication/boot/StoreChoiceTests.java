package io.ringcast.replication.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class StoreChoiceTests {
    @TempDir
    private Path directory = Path.of("");

    private ConfigurableEnvironment completed(Path root, Map<String, Object> options) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("options", options));
        new StoreChoice("dht", root, e -> new StoreChoice.StoreGroup("single", 3_000), () -> "new")
                .complete(environment);
        return environment;
    }

    @Test
    void aServerWithANameHasTheStoreOfThatName() {
        var environment = completed(directory, Map.of("ringcast.name", "m1"));

        assertThat(environment.getProperty("dht.store"))
                .isEqualTo(directory.resolve("m1").toString());
    }

    @Test
    void aServerWithoutANameGetsOneWithItsStore() {
        var environment = completed(directory, Map.of());

        assertThat(environment.getProperty("ringcast.name")).isEqualTo("new");
        assertThat(environment.getProperty("dht.store"))
                .isEqualTo(directory.resolve("single-3000/new").toString());
    }

    @Test
    void theStoresOfAnotherServiceAreNotTakenForItsOwn() throws Exception {
        Files.createFile(Files.createDirectories(directory.resolve("s1")).resolve("replica.db"));

        assertThat(completed(directory.resolve("managers"), Map.of()).getProperty("ringcast.name"))
                .isEqualTo("new");
    }

    @Test
    void aNameThatIsAPathIsRefused() {
        assertThatExceptionOfType(WrongPropertyException.class)
                .isThrownBy(() -> completed(directory, Map.of("ringcast.name", "../m1")))
                .withMessageContaining("--dht.store=DIR");
    }
}
