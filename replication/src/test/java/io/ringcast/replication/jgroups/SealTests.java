package io.ringcast.replication.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.FreshnessGuard;
import io.ringcast.replication.Keys;
import io.ringcast.replication.jgroups.Seal.Opened;
import io.ringcast.replication.jgroups.Seal.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SealTests {
    private static final SecretKey KEY = Keys.of("correct horse battery");
    private static final SecretKey OTHER_KEY = Keys.of("another secret 1");
    private static final byte[] MESSAGE = "who holds ME4494".getBytes(StandardCharsets.UTF_8);

    private Instant now = Instant.parse("2026-01-05T08:30:00Z");
    private final Seal sender = new Seal(KEY, () -> now);
    private final Seal receiver = new Seal(KEY, () -> now);

    @Test
    void whoHasTheKeyReadsTheMessage() {
        assertThat(receiver.open(ByteBuffer.wrap(sealed()))).isEqualTo(new Opened.Content(ByteBuffer.wrap(MESSAGE)));
    }

    @Test
    void whoHasNotReadsNothingAndIsNotHeard() {
        byte[] sealed = sealed();

        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("ME4494");
        assertThat(new Seal(OTHER_KEY, () -> now).open(ByteBuffer.wrap(sealed)))
                .isEqualTo(new Opened.Refused(Reason.WRONG_KEY));
        assertThat(receiver.open(ByteBuffer.wrap(MESSAGE))).isEqualTo(new Opened.Refused(Reason.WRONG_KEY));
    }

    @Test
    void aMessageThatWasCutOrChangedAnywhereIsRefused() {
        byte[] sealed = sealed();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(receiver.open(ByteBuffer.wrap(changed)))
                    .as("byte %d", i)
                    .isEqualTo(new Opened.Refused(Reason.WRONG_KEY));
            assertThat(receiver.open(ByteBuffer.wrap(Arrays.copyOf(sealed, i))))
                    .as("cut at %d", i)
                    .isEqualTo(new Opened.Refused(Reason.WRONG_KEY));
        }
    }

    @Test
    void aMessageIsTakenOnce() {
        byte[] first = sealed();
        byte[] second = sealed();

        assertThat(receiver.open(ByteBuffer.wrap(second))).isInstanceOf(Opened.Content.class);
        assertThat(receiver.open(ByteBuffer.wrap(first))).isInstanceOf(Opened.Content.class);
        assertThat(receiver.open(ByteBuffer.wrap(first))).isEqualTo(new Opened.Refused(Reason.REPLAYED));
    }

    @Test
    void anOldMessageIsRefusedAndSoIsOneFromBeforeTheReceiverStarted() {
        byte[] before = sealed();
        now = now.plusMillis(1);
        assertThat(new Seal(KEY, () -> now).open(ByteBuffer.wrap(before))).isEqualTo(new Opened.Refused(Reason.STALE));

        byte[] captured = sealed();
        now = now.plus(FreshnessGuard.FRESH).plus(Duration.ofMillis(1));
        assertThat(receiver.open(ByteBuffer.wrap(captured))).isEqualTo(new Opened.Refused(Reason.STALE));
    }

    @Test
    void noNonceIsUsedTwice() {
        Set<ByteBuffer> nonces = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            nonces.add(ByteBuffer.wrap(Arrays.copyOf(sealed(), 12)));
        }
        assertThat(nonces).hasSize(1_000);
    }

    private byte[] sealed() {
        return sender.seal(ByteBuffer.wrap(MESSAGE));
    }
}
