package io.ringcast.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringcast.replication.simulation.slots.SlotMachine.Command;
import io.ringcast.replication.simulation.slots.SlotMachine.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Servers at one group address, of which some have the secret. */
@ExtendWith(OutputCaptureExtension.class)
class SealedGroupIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whoHasNotTheSecretDoesNotJoinAndGetsNothingAndTheOthersGoOn(CapturedOutput output)
            throws InterruptedException {
        try (var group = new LiveGroup(directory, 1, Keys.of("correct horse battery"))) {
            var first = group.start();
            first.awaitActive();
            group.start().awaitActive();
            var client = group.client("c0");
            for (int i = 0; i < 20; i++) {
                assertThat(client.ask(new Command(Kind.CLAIM, "slot" + i)).ok()).isTrue();
            }

            var withoutSecret = group.startStranger(null);
            var withAnother = group.startStranger(Keys.of("another secret 1"));
            withoutSecret.awaitActive();
            withAnother.awaitActive();
            // Both sides have looked for others of their group meanwhile, several times.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> first.dropped.getOrDefault("wrong key", 0) >= 3
                            && withAnother.dropped.getOrDefault("wrong key", 0) >= 3);

            for (var stranger : List.of(withoutSecret, withAnother)) {
                assertThat(stranger.report().members()).containsExactly(stranger.name);
                assertThat(stranger.report().application()).isEmpty();
            }
            assertThat(first.report().members()).hasSize(2);
            assertThat(client.ask(new Command(Kind.CLAIM, "another")).ok()).isTrue();
            group.assertEqual();
            assertThat(first.report().application()).hasSize(21);
            assertThat(output).contains("not sealed with this server's ringcast.secret");
        }
    }
}
