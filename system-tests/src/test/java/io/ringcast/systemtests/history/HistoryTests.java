package io.ringcast.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTests extends HistoryFixture {
    @Test
    void aHistorySurvivesItsFileEvenWhenTheLastLineIsCutOff(@TempDir Path directory) throws Exception {
        reserve("a", 1, 2, "OK");
        check(3, 4, "a");
        delete(5, null, Operation.NO_ANSWER);
        Path file = directory.resolve("history.jsonl");
        Files.write(file, history.stream().map(History::line).toList());
        Files.writeString(file, History.line(history.getFirst()).substring(0, 20), StandardOpenOption.APPEND);

        assertThat(History.read(file)).isEqualTo(history);
    }
}
