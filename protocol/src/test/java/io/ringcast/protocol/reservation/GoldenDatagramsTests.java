package io.ringcast.protocol.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.protocol.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document is the contract: every datagram that it shows is read, and written back byte for byte. */
class GoldenDatagramsTests {
    private static final Path DOCUMENT = Path.of("..", "docs", "protocol", "reservation.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\\R(.+)\\R```");

    private final ReservationCodec codec = new ReservationCodec();

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(DOCUMENT))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theDocumentedDatagramIsReadAndWrittenBackByteForByte(String example) {
        Decoded<ReservationMessage> decoded = codec.decode(example.getBytes(StandardCharsets.UTF_8));

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Message.class,
                        message -> assertThat(new String(
                                        codec.encode((ReservationMessage) message.message()), StandardCharsets.UTF_8))
                                .isEqualTo(example));
    }

    @Test
    void everyTypeAndStatusAndLimitIsDocumented() throws IOException {
        String document = Files.readString(DOCUMENT);
        Set<String> types = examples().stream()
                .map(example -> codec.decode(example.getBytes(StandardCharsets.UTF_8)))
                .map(decoded -> decoded instanceof Decoded.Message<ReservationMessage> message
                        ? codec.typeOf(message.message())
                        : "malformed")
                .collect(Collectors.toSet());

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "days", "rooms", "timeslots", "check", "reserve", "delete", "reply", "error");
        for (Status status : Status.values()) {
            assertThat(document).contains("`" + status + "`");
        }
        assertThat(document)
                .contains(String.format(Locale.ROOT, "%,d bytes", ReservationCodec.BYTES_MAX))
                .contains(String.format(Locale.ROOT, "1 to %,d, `part`", Reply.PARTS_MAX))
                .contains("1 to " + ReservationRequest.ATTEMPT_MAX)
                .contains("1 to " + ErrorReply.REASON_LENGTH_MAX + " characters");
    }
}
