package io.ringcast.protocol.dht;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The datagrams of docs/protocol/dht.md are what is really sent. */
class DhtDocumentTests {
    private static final Path DOCUMENT = Path.of("../docs/protocol/dht.md");
    private static final MessageCodec<ManagerMessage> MANAGER = ManagerCodec.create();
    private static final MessageCodec<PeerMessage> PEER = PeerCodec.create();
    private static final int CHECKSUM_BYTES = ",\"crc\":\"xxxxxxxx\"".length();

    static List<String> examples() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("{\"v\":1"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsWhatIsSent(String example) {
        byte[] datagram = example.getBytes(StandardCharsets.UTF_8);
        byte[] sent;
        if (MANAGER.decode(datagram) instanceof Decoded.Message<ManagerMessage> message) {
            sent = MANAGER.encode(message.message());
        } else {
            Decoded<PeerMessage> decoded = PEER.decode(datagram);
            assertThat(decoded).isInstanceOf(Decoded.Message.class);
            sent = PEER.encode(((Decoded.Message<PeerMessage>) decoded).message());
        }
        String text = new String(sent, StandardCharsets.UTF_8);
        assertThat(text.substring(0, text.length() - CHECKSUM_BYTES - 1) + "}").isEqualTo(example);
    }

    @Test
    void everyTypeHasAnExample() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String example : examples()) {
            byte[] datagram = example.getBytes(StandardCharsets.UTF_8);
            if (MANAGER.decode(datagram) instanceof Decoded.Message<ManagerMessage> message) {
                shown.add(message.message().getClass().getSimpleName());
            } else if (PEER.decode(datagram) instanceof Decoded.Message<PeerMessage> message) {
                shown.add(message.message().getClass().getSimpleName());
                if (message.message() instanceof PeerMessage.RingFrame ring) {
                    ring.frame()
                            .messages()
                            .forEach(part -> shown.add(part.getClass().getSimpleName()));
                }
            }
        }
        Set<String> all = new TreeSet<>();
        DhtCodecTests.managerMessages()
                .forEach(message -> all.add(message.getClass().getSimpleName()));
        DhtCodecTests.peerMessages().forEach(message -> {
            all.add(message.getClass().getSimpleName());
            if (message instanceof PeerMessage.RingFrame ring) {
                ring.frame().messages().forEach(part -> all.add(part.getClass().getSimpleName()));
            }
        });
        assertThat(shown).isEqualTo(all);
    }
}
