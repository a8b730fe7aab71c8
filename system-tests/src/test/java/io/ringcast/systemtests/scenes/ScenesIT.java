package io.ringcast.systemtests.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each scene, played to its end: whatever it says must be true is true. */
class ScenesIT {
    @TempDir
    private static Path directory;

    private static LabService lab;

    @BeforeAll
    static void start() {
        lab = LabService.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static Stream<String> scenes() {
        JsonNode scenes = lab.rest().get("/api/lab/scenes").json().path("scenes");
        assertThat(scenes).hasSize(6);
        return StreamSupport.stream(scenes.spliterator(), false)
                .map(scene -> scene.path("name").asString());
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void aSceneIsPlayedToItsEndAndAllIsAsItSays(String name) {
        var begun = lab.rest().postPatiently("/api/lab/scenes/" + name, Map.of());
        assertThat(begun.status()).as(begun.body()).isEqualTo(200);
        int steps = begun.json().path("steps").asInt();
        assertThat(steps).isPositive();

        for (int step = 0; step < steps; step++) {
            var played = lab.rest().postPatiently("/api/lab/scenes/next", Map.of());
            assertThat(played.status()).as(played.body()).isEqualTo(200);
            JsonNode result = played.json().path("results").path(step);
            assertThat(result.path("good").asBoolean())
                    .as(result.toPrettyString())
                    .isTrue();
        }

        assertThat(lab.rest().postPatiently("/api/lab/scenes/next", Map.of()).status())
                .isEqualTo(409);
        assertThat(lab.rest().delete("/api/lab/scenes").status()).isEqualTo(204);
    }
}
