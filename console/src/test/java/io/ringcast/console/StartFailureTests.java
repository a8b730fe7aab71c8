package io.ringcast.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.network.TransportException;
import org.junit.jupiter.api.Test;

class StartFailureTests {
    private final StartFailureAnalyzer analyzer = new StartFailureAnalyzer();

    @Test
    void ourOwnExceptionsAreExplainedByTheirSentenceHoweverDeepTheyAre() {
        var failure = new IllegalStateException("bean", new RuntimeException(new TransportException("Use lo.")));

        assertThat(analyzer.analyze(failure))
                .satisfies(analysis -> assertThat(analysis.getDescription()).isEqualTo("Use lo."));
    }

    @Test
    void otherFailuresAreLeftToOthers() {
        assertThat(analyzer.analyze(new IllegalStateException("a defect"))).isNull();
    }
}
