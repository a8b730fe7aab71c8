package io.ringcast.reservation.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Status;
import io.ringcast.reservation.client.Answer;
import io.ringcast.reservation.client.Command;
import io.ringcast.reservation.client.terminal.CommandParser.Parsed;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandParserTests {
    private static final Command RESERVE = new Command.Reserve("ME4494", "8:30-9:30", "Monday");

    @Test
    void everyCommandIsReadWhateverTheBlanks() {
        assertThat(CommandParser.parse("days")).isEqualTo(new Parsed.Right(new Command.Days()));
        assertThat(CommandParser.parse("rooms")).isEqualTo(new Parsed.Right(new Command.Rooms()));
        assertThat(CommandParser.parse("timeslots")).isEqualTo(new Parsed.Right(new Command.Timeslots()));
        assertThat(CommandParser.parse(" check\tME4494 ")).isEqualTo(new Parsed.Right(new Command.Check("ME4494")));
        assertThat(CommandParser.parse("reserve ME4494  8:30-9:30 Monday")).isEqualTo(new Parsed.Right(RESERVE));
        assertThat(CommandParser.parse("delete \"Blue room\" 8:30-9:30 Monday"))
                .isEqualTo(new Parsed.Right(new Command.Delete("Blue room", "8:30-9:30", "Monday")));
        assertThat(CommandParser.parse("help")).isEqualTo(new Parsed.Help());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            book ME4494            | There is no command 'book'. Commands: days, rooms
            Rooms                  | There is no command 'Rooms'
            rooms all              | rooms takes no arguments
            check                  | check takes a room: check <room>, for example: check ME4494
            check a b              | check takes a room
            reserve ME4494         | reserve takes a room, a timeslot and a day: reserve <room> <timeslot> <day>
            delete a b c d         | delete takes a room, a timeslot and a day
            quit now               | takes no arguments
            """)
    void aWrongLineIsAnsweredWithWhatWouldHaveBeenRight(String line, String sentence) {
        assertThat(CommandParser.parse(line))
                .isInstanceOfSatisfying(
                        Parsed.Wrong.class,
                        wrong -> assertThat(wrong.sentence()).contains(sentence));
    }

    @Test
    void answersAreSentencesOrOneNameALine() {
        assertThat(lines(RESERVE, Status.OK, Reply.EMPTY))
                .containsExactly("Reserved ME4494 8:30-9:30 Monday for alice.");
        assertThat(lines(RESERVE, Status.ROOM_TAKEN, new Reply.Holder("bob")))
                .containsExactly("ROOM_TAKEN: ME4494 8:30-9:30 Monday is reserved for bob.");
        assertThat(lines(new Command.Rooms(), Status.OK, new Reply.Names(List.of("A", "B"))))
                .containsExactly("A", "B");
        assertThat(lines(
                        new Command.Check("A"),
                        Status.OK,
                        new Reply.Reservations(List.of(new Reply.Slot("Monday", "8:30-9:30", "alice")))))
                .containsExactly("Monday 8:30-9:30 alice");
        assertThat(lines(new Command.Check("A"), Status.OK, new Reply.Reservations(List.of())))
                .containsExactly("A is free at all times.");
        assertThat(lines(new Command.Check("X"), Status.UNKNOWN_ROOM, Reply.EMPTY))
                .containsExactly("UNKNOWN_ROOM: there is no room 'X'; 'rooms' lists them.");
    }

    private static List<String> lines(Command command, Status status, Reply.Body body) {
        var from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);
        var answer = new Answer(new RequestId("a", 1), status, body, "s1", from, Duration.ZERO, 1);
        return Sentences.lines(command, answer, "alice");
    }
}
