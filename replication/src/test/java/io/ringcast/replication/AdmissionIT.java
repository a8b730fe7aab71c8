package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What members say of themselves when they meet. */
@ExtendWith(OutputCaptureExtension.class)
class AdmissionIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void aServerWithAnotherMinMembersIsRefusedAndTheGroupInstallsNoView(CapturedOutput output) {
        try (var group = new LiveGroup(directory, 2)) {
            var first = group.start();
            var second = group.start();
            first.awaitActive();
            second.awaitActive();
            int views = first.views.get();

            var other = group.startWith(1);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(other.fatal)
                            .anySatisfy(refusal -> assertThat(refusal)
                                    .hasMessageMatching("reservation\\.min-members is 1 here and 2 at s[12]\\..*")));
            assertThat(other.report().members()).isEmpty();
            assertThat(first.views).hasValue(views);
            assertThat(output).contains("reservation.min-members is 2 here and 1 at s3.");
        }
    }

    @Test
    void threeServersThatStartAtOnceWithDifferentMinMembersFormNoGroup() {
        try (var group = new LiveGroup(directory, 1)) {
            List<LiveGroup.Server> servers = List.of(group.startWith(1), group.startWith(2), group.startWith(3));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> servers.stream()
                                    .filter(server -> !server.fatal.isEmpty())
                                    .count()
                            == 2);
            assertThat(servers)
                    .allSatisfy(server -> assertThat(server.membersMax).hasValueLessThan(2));
        }
    }
}
