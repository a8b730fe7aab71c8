package io.ringcast.reservation.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReservationCommand;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.terminal.CommandParser.Parsed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandParserTests {
    private static final ReservationCommand RESERVE =
            new ReservationCommand.Reserve("ME4494", "8:30-9:30", "Monday", "alice");

    @Test
    void everyCommandIsReadWhateverTheBlanks() {
        assertThat(CommandParser.parse("days", "alice")).isEqualTo(new Parsed.Valid(new ReservationCommand.Days()));
        assertThat(CommandParser.parse("rooms", "alice")).isEqualTo(new Parsed.Valid(new ReservationCommand.Rooms()));
        assertThat(CommandParser.parse("timeslots", "alice"))
                .isEqualTo(new Parsed.Valid(new ReservationCommand.Timeslots()));
        assertThat(CommandParser.parse(" check\tME4494 ", "alice"))
                .isEqualTo(new Parsed.Valid(new ReservationCommand.Check("ME4494")));
        assertThat(CommandParser.parse("reserve ME4494  8:30-9:30 Monday", "alice"))
                .isEqualTo(new Parsed.Valid(RESERVE));
        assertThat(CommandParser.parse("delete \"Blue room\" 8:30-9:30 Monday", "alice"))
                .isEqualTo(
                        new Parsed.Valid(new ReservationCommand.Delete("Blue room", "8:30-9:30", "Monday", "alice")));
        assertThat(CommandParser.parse("help", "alice")).isEqualTo(new Parsed.HelpRequested());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            book ME4494            | There is no command 'book'. Commands: days, rooms
            Rooms                  | There is no command 'Rooms'; did you mean rooms?
            chekc ME4494           | There is no command 'chekc'; did you mean check? Commands: days
            mine all               | mine takes no arguments
            free                   | free takes a day, and perhaps a timeslot: free <day> [<timeslot>]
            rooms all              | rooms takes no arguments
            check                  | check takes a room: check <room>, for example: check ME4494
            check a b              | check takes a room
            reserve ME4494         | reserve takes a room, a timeslot and a day: reserve <room> <timeslot> <day>
            delete a b c d         | delete takes a room, a timeslot and a day
            quit now               | takes no arguments
            check ""               | a room has 1 to 64 characters
            check "Room 12         | the double quote before Room 12 is not closed
            """)
    void aWrongLineIsAnsweredWithWhatWouldHaveBeenRight(String line, String sentence) {
        assertThat(CommandParser.parse(line, "alice"))
                .isInstanceOfSatisfying(
                        Parsed.Invalid.class,
                        invalid -> assertThat(invalid.sentence()).contains(sentence));
    }

    @Test
    void answersAreSentencesOrOneNameALine() {
        assertThat(lines(RESERVE, Status.OK, Reply.EMPTY))
                .containsExactly("Reserved ME4494 8:30-9:30 Monday for alice.");
        assertThat(lines(RESERVE, Status.ROOM_TAKEN, new Reply.Holder("bob")))
                .containsExactly("ROOM_TAKEN: ME4494 8:30-9:30 Monday is reserved for bob.");
        assertThat(lines(new ReservationCommand.Rooms(), Status.OK, new Reply.NameList(List.of("A", "B"))))
                .containsExactly("A", "B");
        assertThat(lines(
                        new ReservationCommand.Check("A"),
                        Status.OK,
                        new Reply.ReservationList(List.of(new Reply.ReservedSlot("Monday", "8:30-9:30", "alice")))))
                .containsExactly("Monday 8:30-9:30 alice");
        assertThat(lines(new ReservationCommand.Check("A"), Status.OK, new Reply.ReservationList(List.of())))
                .containsExactly("A is free at all times.");
        assertThat(lines(new ReservationCommand.Check("X"), Status.UNKNOWN_ROOM, Reply.EMPTY))
                .containsExactly("UNKNOWN_ROOM: there is no room 'X'; 'rooms' lists them.");
    }

    @Test
    void anyNameCanBeSaidAndIsShownAsItCanBeSaid() {
        JsonNode names =
                JsonMapper.shared().readTree(Path.of("../reservation-server/src/test/resources/nasty-names.json"));
        for (JsonNode node : names) {
            String name = node.asString();
            var command = new ReservationCommand.Reserve(name, name, name, "alice");
            String line = Words.line("reserve", name, name, name);

            assertThat(CommandParser.parse(line, "alice")).isEqualTo(new Parsed.Valid(command));
            assertThat(lines(command, Status.OK, Reply.EMPTY))
                    .containsExactly("Reserved " + Words.line(name, name, name) + " for alice.");
            var check = new ReservationCommand.Check(name);
            Reply.Body taken = new Reply.ReservationList(List.of(new Reply.ReservedSlot(name, name, name)));
            assertThat(Words.of(lines(check, Status.OK, taken).getFirst())).containsExactly(name, name, name);
        }
    }

    private static List<String> lines(ReservationCommand command, Status status, Reply.Body body) {
        return Sentences.lines(command, Reply.of(new RequestId("a", 1), 1, "s1", 1, status, body));
    }
}
