package io.ringcast.replication.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.simulation.slots.Examples;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplicaMessagesTests {
    @Test
    void everyTypeOfMessageIsAmongTheExamples() {
        var types = new HashSet<Class<?>>();
        Examples.messages().forEach(message -> types.add(message.getClass()));
        assertThat(types).containsExactlyInAnyOrder(ReplicaMessage.class.getPermittedSubclasses());
    }

    @Test
    void everyMessageComesBackFromItsBytes() throws IOException {
        for (ReplicaMessage message : Examples.messages()) {
            assertThat(ReplicaMessages.decode(ReplicaMessages.encode(message))).isEqualTo(message);
        }
    }

    /** The bytes as docs/protocol/replication.md shows them: servers of different builds must understand each other. */
    @Test
    void anAcknowledgementHasTheDocumentedBytes() {
        byte[] bytes = ReplicaMessages.encode(new PrepareOk(new Epoch(3, "a1"), 12));
        assertThat(HexFormat.ofDelimiter(" ").formatHex(bytes))
                .isEqualTo("01 06 00 00 00 00 00 00 00 03 00 02 61 31 00 00 00 00 00 00 00 0c");
    }

    @Test
    void everyTruncationIsAnIOException() {
        for (ReplicaMessage message : Examples.messages()) {
            byte[] bytes = ReplicaMessages.encode(message);
            for (int length = 0; length < bytes.length; length++) {
                byte[] truncated = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> ReplicaMessages.decode(truncated))
                        .as("%s cut at %d", message, length)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void oneByteTooManyIsAnIOException() {
        for (ReplicaMessage message : Examples.messages()) {
            byte[] bytes = ReplicaMessages.encode(message);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
            assertThatThrownBy(() -> ReplicaMessages.decode(longer)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anUnknownVersionAndAnUnknownTypeAreIOExceptions() {
        assertThatThrownBy(() -> ReplicaMessages.decode(new byte[] {2, 3, 0, 0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("format version 2, which a newer release wrote; this release reads version 1");
        assertThatThrownBy(() -> ReplicaMessages.decode(new byte[] {1, 77}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("type 77");
    }

    /** Also lengths of two thousand million: what a length field asks for is never allocated before it has arrived. */
    @Test
    void changedBytesAreAnotherMessageOrAnIOException() {
        var random = new Random(20261121);
        for (int round = 0; round < 20_000; round++) {
            var messages = Examples.messages();
            byte[] bytes = ReplicaMessages.encode(messages.get(random.nextInt(messages.size())));
            int changes = 1 + random.nextInt(4);
            for (int i = 0; i < changes; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0x7f : random.nextInt(256));
            }
            decodeOrRefuse(bytes);
        }
    }

    @Test
    void randomBytesAreAMessageOrAnIOException() {
        var random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = new byte[2 + random.nextInt(200)];
            random.nextBytes(bytes);
            bytes[0] = 1;
            bytes[1] = (byte) random.nextInt(13);
            decodeOrRefuse(bytes);
        }
    }

    private static void decodeOrRefuse(byte[] bytes) {
        try {
            assertThat(ReplicaMessages.decode(bytes)).isNotNull();
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }
}
