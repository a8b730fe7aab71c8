package io.ringcast.reservation.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.reservation.server.domain.Conflict;
import io.ringcast.reservation.server.domain.Conflicts;
import io.ringcast.reservation.server.domain.Slot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ConflictLogTests {
    private final ConflictLog log = new ConflictLog();

    @Test
    void eachNewConflictIsToldOnceWithBothHolders(CapturedOutput output) {
        log.saw(conflicts(0));
        log.saw(conflicts(2));
        log.saw(conflicts(2));
        log.saw(conflicts(3));

        assertThat(output.getOut().lines().filter(line -> line.contains("conflict after a partition")))
                .hasSize(3)
                .allMatch(line -> line.contains("WARN") && line.contains("reserved by kept"))
                .anyMatch(line -> line.contains("lost1") && line.contains("c-1"))
                .anyMatch(line -> line.contains("lost3") && line.contains("ME4494 on Monday at 8:30-9:30"));
    }

    @Test
    void whatWasThereAtTheStartIsNoNews(CapturedOutput output) {
        log.saw(conflicts(2));

        assertThat(output.getOut()).doesNotContain("conflict");
    }

    private static Conflicts conflicts(int count) {
        List<Conflict> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            all.add(new Conflict(
                    Conflict.Disagreement.RESERVED_TWICE,
                    new Slot("ME4494", "8:30-9:30", "Monday"),
                    new Conflict.Party("kept", "k-" + i),
                    new Conflict.Party("lost" + i, "c-" + i),
                    0));
        }
        return Conflicts.of(count, all);
    }
}
