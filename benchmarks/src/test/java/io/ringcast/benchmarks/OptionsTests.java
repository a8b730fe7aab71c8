package io.ringcast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.benchmarks.Options.Action;
import io.ringcast.benchmarks.Options.RoundPlan;
import io.ringcast.systemtests.lab.Services;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {
    private static Options parse(String line) {
        return Options.parse(line.split(" ", -1));
    }

    @Test
    void whatIsNotSaidHasADefault() {
        assertThat(parse("dht")).isEqualTo(new Options(Action.DHT, new RoundPlan(5, 10, 3), 32, 3, false, false, null));
    }

    @Test
    void optionsStandAnywhere() {
        assertThat(parse("--seconds 2 reservation --peers-too --clients 8 --servers 5 --rounds 1 --warm-up 7"))
                .isEqualTo(new Options(Action.RESERVATION, new RoundPlan(2, 7, 1), 8, 5, true, false, null));
    }

    @Test
    void allIsWithPeersAndForThePage() {
        assertThat(parse("all --seconds 1"))
                .isEqualTo(new Options(Action.ALL, new RoundPlan(1, 2, 3), 32, 3, true, true, null));
    }

    @Test
    void anotherBuildIsADirectoryOfTheProject() {
        Path root = Services.root();
        assertThat(parse("reservation --against " + root).against()).isEqualTo(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "reservations",
                "dht --seconds",
                "dht --seconds 0",
                "dht --seconds x",
                "dht now",
                "reservation --against /nowhere"
            })
    void whatIsNotUnderstoodIsRefused(String line) {
        assertThatThrownBy(() -> parse(line)).isInstanceOf(Options.UsageException.class);
    }
}
