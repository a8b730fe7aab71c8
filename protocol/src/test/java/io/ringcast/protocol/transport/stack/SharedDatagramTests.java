package io.ringcast.protocol.transport.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedDatagramTests {
    @Test
    void whatIsPutInComesOutAgain() {
        List<byte[]> messages = List.of(bytes("{\"a\":1}"), bytes("{}"), bytes("{\"b\":{\"c\":[{},{}]}}"));

        List<byte[]> split = SharedDatagram.split(SharedDatagram.of(messages));

        assertThat(split).usingRecursiveComparison().isEqualTo(messages);
        assertThat(SharedDatagram.of(messages)).hasSize(bytesTogether(messages));
    }

    private static int bytesTogether(List<byte[]> messages) {
        int bytes = 0;
        for (byte[] message : messages) {
            bytes = SharedDatagram.bytesWith(bytes, message);
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}\n",
                "\n{",
                "{\"a\":1}\n",
                "\n{\"a\":1}",
                "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
                "[{}\n,{}]",
                "{}\r\n{}",
                "{}{}"
            })
    void aLoneMessageStaysWhole(String datagram) {
        assertThat(SharedDatagram.split(bytes(datagram))).singleElement().isEqualTo(bytes(datagram));
    }

    @Test
    void tooManyAreTakenForNone() {
        byte[] most = SharedDatagram.of(Collections.nCopies(SharedDatagram.MESSAGES_MAX, bytes("{}")));
        byte[] tooMany = SharedDatagram.of(Collections.nCopies(SharedDatagram.MESSAGES_MAX + 1, bytes("{}")));

        assertThat(SharedDatagram.split(most)).hasSize(SharedDatagram.MESSAGES_MAX);
        assertThat(SharedDatagram.split(tooMany)).singleElement().isEqualTo(tooMany);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
