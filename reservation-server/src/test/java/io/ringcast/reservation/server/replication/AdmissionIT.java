package io.ringcast.reservation.server.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What members say of themselves when they meet. */
class AdmissionIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void everyMemberKnowsWhatTheOthersSayOfThemselves() {
        try (var group = new LiveGroup(directory, 1)) {
            var first = group.start();
            first.awaitActive();
            var second = group.start();
            second.awaitActive();

            for (var server : group.servers()) {
                await().untilAsserted(() -> assertThat(server.report().members())
                        .extracting(MemberId::attributes)
                        .containsExactly(new MemberAttributes(1, 1, 0), new MemberAttributes(1, 1, 0)));
            }
        }
    }
}
