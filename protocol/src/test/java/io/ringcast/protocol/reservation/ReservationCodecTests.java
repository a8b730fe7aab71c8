package io.ringcast.protocol.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReservationCodecTests {
    private static final RequestId ID = new RequestId("a1b2", 7);
    private static final String WIDEST = "\uD83D\uDE00".repeat(64);

    private final ReservationCodec codec = new ReservationCodec();

    static Stream<ReservationMessage> messages() {
        return Stream.of(
                new ReservationRequest(ID, 1, new ReservationCommand.Days()),
                new ReservationRequest(ID, 2, new ReservationCommand.Rooms()),
                new ReservationRequest(ID, 99, new ReservationCommand.Timeslots()),
                new ReservationRequest(ID, 1, new ReservationCommand.Check("ME4494")),
                new ReservationRequest(ID, 1, new ReservationCommand.Reserve("ME4494", "8:30-9:30", "Monday", "alice")),
                new ReservationRequest(ID, 1, new ReservationCommand.Delete(WIDEST, WIDEST, WIDEST, WIDEST)),
                Reply.of(ID, 1, "s1", 0, Status.OK, Reply.EMPTY),
                Reply.of(ID, 1, "s1", RequestId.SEQUENCE_MAX, Status.ROOM_TAKEN, new Reply.Holder("Zoë \"Z\" \\")),
                new Reply(ID, 1, "s1", 3, Status.OK, 2, 3, new Reply.NameList(List.of("A", "B/C"))),
                Reply.of(
                        ID,
                        1,
                        "s1",
                        3,
                        Status.OK,
                        new Reply.ReservationList(List.of(new Reply.ReservedSlot("Mo", "8", "x")))),
                Reply.of(ID, 1, "s1", 3, Status.UNAVAILABLE, Reply.EMPTY),
                new ErrorReply(ID, "field 'room' is missing"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageSurvivesTheWire(ReservationMessage message) {
        assertThat(codec.decode(codec.encode(message))).isEqualTo(new Decoded.Message<>(message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageCutAtAnyByteIsMalformed(ReservationMessage message) {
        byte[] whole = codec.encode(message);
        for (int length = 0; length < whole.length; length++) {
            assertThat(codec.decode(Arrays.copyOf(whole, length))).isInstanceOf(Decoded.Malformed.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"v":2,"type":"days","id":"a-1","attempt":1}                        | version
            {"type":"days","id":"a-1","attempt":1}                              | 'v' is missing
            {"v":1,"type":"nights","id":"a-1","attempt":1}                      | unknown type
            {"v":1,"id":"a-1","attempt":1}                                      | 'type' is missing
            {"v":1,"type":"days","id":"a-1","attempt":1,"x":1}                  | unknown field 'x'
            {"v":1,"type":"days","id":"a-1"}                                    | 'attempt' is missing
            {"v":1,"type":"days","id":"a-1","attempt":0}                        | attempt number is 1 to 99
            {"v":1,"type":"days","id":"a-1","attempt":100}                      | attempt number is 1 to 99
            {"v":1,"type":"days","id":"a-1","attempt":1.0}                      | integer
            {"v":1,"type":"days","id":"a-1","attempt":1e0}                      | integer
            {"v":1,"type":"days","id":"a-1","attempt":"1"}                      | integer
            {"v":1,"type":"days","id":"a-1","attempt":4294967297}               | 32 bits
            {"v":1,"type":"days","id":"a-1","attempt":99999999999999999999}     | integer
            {"v":1,"type":"days","id":"a-1","attempt":null}                     | integer
            {"v":1,"type":"days","id":17,"attempt":1}                           | 'id' holds text
            {"v":1,"type":"days","id":"a1","attempt":1}                         | request id
            {"v":1,"type":"days","id":"a-01","attempt":1}                       | request id
            {"v":1,"type":"days","id":"a-0","attempt":1}                        | request id
            {"v":1,"type":"days","id":"a-1","attempt":1,"attempt":1}            | one JSON object
            {"v":1,"type":"days","id":"a-1","attempt":1} {}                     | one JSON object
            [{"v":1,"type":"days","id":"a-1","attempt":1}]                      | one JSON object
            {"v":1,"type":"days","id":"a-1","attempt":[[[[[[1]]]]]]}            | one JSON object
            {"v":1,"type":"check","id":"a-1","attempt":1,"room":""}             | room has 1 to 64
            {"v":1,"type":"check","id":"a-1","attempt":1,"room":"a\\u0007b"}    | room has 1 to 64
            {"v":1,"type":"check","id":"a-1","attempt":1,"room":"\\ud800"}      | room has 1 to 64
            {"v":1,"type":"check","id":"a-1","attempt":1,"room":["x"]}          | 'room' holds text
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":1,"status":"FINE","part":1,"parts":1} | status
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":1,"status":"ROOM_TAKEN","part":1,"parts":1} | holder
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":1,"status":"OK","part":2,"parts":1} | parts
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":-1,"status":"OK","part":1,"parts":1} | index
            """)
    void whatIsNotExactlyRightIsRefusedWithAReason(String datagram, String reason) {
        byte[] bytes = datagram.replace("\\\\u", "\\u").getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(bytes))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }

    @Test
    void theIdOfAMalformedRequestIsReadSoThatItsSenderCanBeTold() {
        byte[] bytes = "{\"v\":1,\"type\":\"check\",\"id\":\"a1b2-7\",\"attempt\":1}".getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(bytes)).isEqualTo(new Decoded.Malformed<>("field 'room' is missing", ID));
    }

    @Test
    void otherCharsetsAndBrokenUtf8AreRefused() {
        String text = "{\"v\":1,\"type\":\"check\",\"id\":\"a-1\",\"attempt\":1,\"room\":\"Zoë\"}";

        assertThat(codec.decode(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Decoded.Message.class);
        assertThat(codec.decode(text.getBytes(StandardCharsets.ISO_8859_1))).isInstanceOf(Decoded.Malformed.class);
        assertThat(codec.decode(text.getBytes(StandardCharsets.UTF_16LE))).isInstanceOf(Decoded.Malformed.class);
        assertThat(codec.decode(text.getBytes(StandardCharsets.UTF_16BE))).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void tooManyBytesAreRefusedInBothDirections() {
        assertThat(codec.decode(new byte[ReservationCodec.BYTES_MAX + 1])).isInstanceOf(Decoded.Malformed.class);
        List<String> names = java.util.Collections.nCopies(400, "ME4494");
        Reply large = Reply.of(ID, 1, "s1", 1, Status.OK, new Reply.NameList(names));
        assertThatThrownBy(() -> codec.encode(large)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anObjectWithMoreFieldsThanAnyMessageHasIsRefused() {
        String fields =
                IntStream.range(0, 33).mapToObj(i -> "\"f" + i + "\":0").collect(Collectors.joining(",", "{", "}"));

        assertThat(codec.decode(fields.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Decoded.Malformed<>(
                        "a datagram is one JSON object in UTF-8: an object has at most 32 fields", null));
    }

    @Test
    void randomAndMutatedBytesNeverThrow() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<byte[]> valid = messages().map(codec::encode).toList();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = i % 2 == 0
                    ? new byte[random.nextInt(200)]
                    : valid.get(random.nextInt(valid.size())).clone();
            int mutations = i % 2 == 0 ? bytes.length : 1 + random.nextInt(4);
            for (int m = 0; m < mutations && bytes.length > 0; m++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(codec.decode(bytes)).as("seed %d, datagram %d", seed, i).isNotNull();
        }
    }

    @Test
    void theListThatEveryServerSendsIsReadOnce() {
        var slots = new Reply.ReservationList(List.of(new Reply.ReservedSlot("Monday", "8:30-9:30", "alice")));

        Reply first = decoded(codec, Reply.of(ID, 1, "s1", 3, Status.OK, slots));
        Reply second = decoded(codec, Reply.of(ID, 2, "server-2", 12_345, Status.OK, slots));

        assertThat(second).isEqualTo(Reply.of(ID, 2, "server-2", 12_345, Status.OK, slots));
        assertThat(((Reply.ReservationList) second.body()).reservations())
                .isSameAs(((Reply.ReservationList) first.body()).reservations());
    }

    private static Reply decoded(ReservationCodec codec, Reply reply) {
        return (Reply) ((Decoded.Message<ReservationMessage>) codec.decode(codec.encode(reply))).message();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","status":"OK","part":1,"parts":1,"reservations":LIST}     | 'index' is missing
            {"v":1,"type":"days","id":"a-1","attempt":1,"reservations":LIST}                                                   | unknown field 'reservations'
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":1,"status":"OK","part":1,"parts":1,"names":LIST} | 'names' holds text
            {"v":1,"type":"reply","id":"a-1","attempt":1,"reservations":[],"server":"s","reservations":LIST}                   | is there twice
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":"s","index":1,"status":"OK","part":1,"parts":1,"reservations":LIST} | something follows
            {"v":1,"type":"reply","id":"a-1","attempt":1,"server":{"reservations":LIST}                                        | one JSON object
            """)
    void aListThatIsKnownExcusesNothingElse(String datagram, String reason) {
        Reply known = decoded(
                codec,
                Reply.of(
                        ID,
                        1,
                        "s",
                        1,
                        Status.OK,
                        new Reply.ReservationList(List.of(new Reply.ReservedSlot("Mo", "8", "x")))));
        String list = "[{\"day\":\"Mo\",\"timeslot\":\"8\",\"holder\":\"x\"}]";
        assertThat(new String(codec.encode(known), StandardCharsets.UTF_8)).endsWith("\"reservations\":" + list + "}");
        String bytes = datagram.replace("LIST", list) + (reason.contains("follows") ? "{}" : "");

        assertThat(codec.decode(bytes.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        Decoded.Malformed.class,
                        malformed -> assertThat(malformed.reason()).contains(reason));
    }

    @Test
    void whatWasReadBeforeNeverChangesWhatADatagramMeans() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        String[] lists = {
            "[]}", "[{\"day\":\"Mo\",\"timeslot\":\"8\",\"holder\":\"x\"}]}", "[\"x\"]}", "[[]]}", "[]", "[] }"
        };
        String[] names = {"reservations", "names", "holder"};
        for (int i = 0; i < 20_000; i++) {
            String bodies = "\"" + names[random.nextInt(3)] + "\":" + lists[random.nextInt(lists.length)];
            String before = random.nextInt(4) > 0
                    ? ""
                    : "\"" + names[random.nextInt(3)] + "\":" + lists[random.nextInt(lists.length)].replace("}", ",");
            String after = random.nextInt(8) > 0 ? "" : ",\"parts\":1}";
            byte[] datagram = ("{\"v\":1,\"type\":\"reply\",\"id\":\"a-" + (1 + i) + "\",\"attempt\":1,\"server\":\"s"
                            + random.nextInt(3) + "\",\"index\":1,\"status\":\"OK\",\"part\":1,"
                            + (after.isEmpty() ? "\"parts\":1," : "") + before + bodies + after)
                    .getBytes(StandardCharsets.UTF_8);
            if (random.nextInt(4) == 0) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt(256);
            }
            assertThat(codec.decode(datagram))
                    .as("seed %d, datagram %d", seed, i)
                    .isEqualTo(new ReservationCodec().decode(datagram));
        }
    }
}
