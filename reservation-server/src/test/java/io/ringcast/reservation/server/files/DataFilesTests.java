package io.ringcast.reservation.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilesTests {
    @TempDir
    Path directory;

    @BeforeEach
    void tidyFiles() throws IOException {
        write("rooms.txt", "ME4494\nSA314\n");
        write("timeslots.txt", "8:30-9:30\n9:30-10:30\n");
        write("days.txt", "Monday\nTuesday\n");
        write("reservations.txt", "ME4494 8:30-9:30 Monday\n");
    }

    @Test
    void tidyFilesAreReadAsTheyAre() {
        DataFiles.InitialData content = DataFiles.read(directory);

        assertThat(content.state().catalog().rooms().inOrder()).containsExactly("ME4494", "SA314");
        assertThat(content.state().catalog().timeslots().inOrder()).containsExactly("8:30-9:30", "9:30-10:30");
        assertThat(content.state().catalog().days().inOrder()).containsExactly("Monday", "Tuesday");
        assertThat(content.state().reservations().all())
                .containsExactly(new Reservation(
                        new Slot("ME4494", "8:30-9:30", "Monday"), DataFiles.UNNAMED_HOLDER, "file-1", 0));
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void theShippedFilesLoadAndTheReservationOfARoomThatDoesNotExistIsSkipped() {
        DataFiles.InitialData content = DataFiles.read(Path.of("../data"));

        assertThat(content.state().catalog().rooms().size()).isEqualTo(5);
        assertThat(content.state().catalog().timeslots().size()).isEqualTo(11);
        assertThat(content.state().catalog().days().size()).isEqualTo(5);
        assertThat(content.state().reservations().size()).isEqualTo(5);
        assertThat(content.skippedReservations()).isEqualTo(1);
        assertThat(content.warnings())
                .containsExactly("reservations.txt, line 1 is left out (\"SA318 8:30-9:30 Monday\"):"
                        + " rooms.txt has no room SA318");
    }

    @Test
    void windowsLineEndsByteOrderMarksBlankLinesAndAMissingLastLineEndDoNotMatter() throws IOException {
        write("rooms.txt", "\uFEFF\r\nME4494\r\n\r\n  SA314\t\r\n");
        write("timeslots.txt", "\uFEFF8:30-9:30\n9:30-10:30");
        write("days.txt", "Monday\r\nTuesday");
        write("reservations.txt", "\uFEFFME4494   8:30-9:30\tMonday\r\n\r\nSA314 9:30-10:30 Tuesday alice");

        DataFiles.InitialData content = DataFiles.read(directory);

        assertThat(content.state().catalog().rooms().inOrder()).containsExactly("ME4494", "SA314");
        assertThat(content.state().catalog().timeslots().inOrder()).containsExactly("8:30-9:30", "9:30-10:30");
        assertThat(content.state().catalog().days().inOrder()).containsExactly("Monday", "Tuesday");
        assertThat(content.state().reservations().all())
                .containsExactly(
                        new Reservation(
                                new Slot("ME4494", "8:30-9:30", "Monday"), DataFiles.UNNAMED_HOLDER, "file-1", 0),
                        new Reservation(new Slot("SA314", "9:30-10:30", "Tuesday"), "alice", "file-3", 0));
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void repeatedLinesAreLeftOutAndCounted() throws IOException {
        write("rooms.txt", "ME4494\nSA314\nME4494\nME4494\n");
        write("reservations.txt", "ME4494 8:30-9:30 Monday\nME4494  8:30-9:30 Monday\n");

        DataFiles.InitialData content = DataFiles.read(directory);

        assertThat(content.duplicateLines()).isEqualTo(3);
        assertThat(content.skippedReservations()).isZero();
        assertThat(content.state().catalog().rooms().inOrder()).containsExactly("ME4494", "SA314");
        assertThat(content.state().reservations().size()).isEqualTo(1);
        assertThat(content.warnings()).contains("rooms.txt, line 3 is left out: it repeats \"ME4494\"");
    }

    @Test
    void reservationsThatCannotBeKeptAreLeftOutCountedAndExplained() throws IOException {
        write("reservations.txt", """
                X1 8:30-9:30 Monday
                ME4494 8:30 Monday
                ME4494 8:30-9:30 Sunday
                ME4494 8:30-9:30
                ME4494 8:30-9:30 Monday alice and bob
                ME4494 8:30-9:30 Monday alice
                ME4494 8:30-9:30 Monday bob
                """);

        DataFiles.InitialData content = DataFiles.read(directory);

        assertThat(content.skippedReservations()).isEqualTo(6);
        assertThat(content.state().reservations().size()).isEqualTo(1);
        assertThat(content.warnings())
                .containsExactly(
                        "reservations.txt, line 1 is left out (\"X1 8:30-9:30 Monday\"): rooms.txt has no room X1",
                        "reservations.txt, line 2 is left out (\"ME4494 8:30 Monday\"): timeslots.txt has no timeslot 8:30",
                        "reservations.txt, line 3 is left out (\"ME4494 8:30-9:30 Sunday\"): days.txt has no day Sunday",
                        "reservations.txt, line 4 is left out (\"ME4494 8:30-9:30\"):"
                                + " should be <room> <timeslot> <day> [<holder>]; a name with spaces stands in double quotes",
                        "reservations.txt, line 5 is left out (\"ME4494 8:30-9:30 Monday alice and bob\"):"
                                + " should be <room> <timeslot> <day> [<holder>]; a name with spaces stands in double quotes",
                        "reservations.txt, line 7 is left out (\"ME4494 8:30-9:30 Monday bob\"):"
                                + " the slot is already reserved by alice");
    }

    @Test
    void noReservationsAreFine() throws IOException {
        write("reservations.txt", "\n");

        assertThat(DataFiles.read(directory).state().reservations().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms.txt", "timeslots.txt", "days.txt", "reservations.txt"})
    void aMissingFileIsToldWithWhatItShouldHold(String file) throws IOException {
        Files.delete(directory.resolve(file));

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("There is no file " + directory.resolve(file))
                .hasMessageContaining("It should hold")
                .hasMessageContaining("--reservation.data=<directory>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rooms.txt", "timeslots.txt", "days.txt"})
    void anEmptyCatalogFileIsToldWithWhatItShouldHold(String file) throws IOException {
        write(file, "\uFEFF\n \n");

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(file + " is empty. It should hold a ")
                .hasMessageContaining(" on each line, such as ");
    }

    @Test
    void aFileThatIsNotTextIsTold() throws IOException {
        Files.write(directory.resolve("days.txt"), new byte[] {'M', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(
                        "days.txt cannot be read. It is not in UTF-8: line 1 has the byte 0xFF (at offset 1).");
    }

    @Test
    void filesInUtf16AreRead() throws IOException {
        Files.writeString(directory.resolve("days.txt"), "\uFEFFMonday\r\nDimanché\r", StandardCharsets.UTF_16LE);

        assertThat(DataFiles.read(directory).state().catalog().days().inOrder()).containsExactly("Monday", "Dimanché");
    }

    @Test
    void aWorkbookInPlaceOfATextIsCalledByItsName() throws IOException {
        Files.write(directory.resolve("rooms.txt"), new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0});

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("rooms.txt cannot be read. It is a ZIP file, as an .xlsx");
    }

    @Test
    void aDirectoryInPlaceOfAFileIsTold() throws IOException {
        Files.delete(directory.resolve("days.txt"));
        Files.createDirectory(directory.resolve("days.txt"));

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageStartingWith("Cannot read ")
                .hasMessageContaining("days.txt");
    }

    @Test
    void aNameThatCouldNotBeKeptIsToldWithItsLine() throws IOException {
        write("rooms.txt", "ME4494\nR\u00071\n");

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(
                        "rooms.txt, line 2: a name should be of 1 to 64 characters, none of them a control character, without");
    }

    @Test
    void namesOfSeveralWordsAreQuotedInReservations() throws IOException {
        write("rooms.txt", "Room 12\n\"quoted\"\n5\"\n");
        write("reservations.txt", """
                "Room 12" 8:30-9:30 Monday "O'Neill, Jo"
                \"""quoted\""" 8:30-9:30 Monday
                5" 8:30-9:30 Monday bob
                "Room 12 8:30-9:30 Monday
                """);

        DataFiles.InitialData read = DataFiles.read(directory);
        assertThat(read.state().reservations().all())
                .extracting(reservation -> reservation.slot().room() + ": " + reservation.holder())
                .containsExactly("Room 12: O'Neill, Jo", "\"quoted\": reservations.txt", "5\": bob");
        assertThat(read.warnings()).hasSize(1).first().asString().contains("line 4", "stands in double quotes");
    }

    @Test
    void nameLengthIsCountedInCodePoints() throws IOException {
        write("rooms.txt", "😀".repeat(64) + "\n");
        assertThat(DataFiles.read(directory).state().catalog().rooms().size()).isEqualTo(1);

        write("rooms.txt", "😀".repeat(65) + "\n");
        assertThatThrownBy(() -> DataFiles.read(directory)).isInstanceOf(UnusableFileException.class);
    }

    @Test
    void moreRoomsThanAnAnswerCanHoldAreRefused() throws IOException {
        write("rooms.txt", lines(600_000, "a-room-with-a-long-name-"));

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("rooms.txt has 600000 rooms", "There should be fewer rooms, or shorter names");
    }

    @Test
    void moreSlotsThanAnAnswerCanHoldAreRefused() throws IOException {
        write("days.txt", lines(1_000, "day-"));
        write("timeslots.txt", lines(48, "slot-"));

        assertThatThrownBy(() -> DataFiles.read(directory))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContainingAll("48000 slots (1000 days with 48 timeslots each)", "fewer days or timeslots");
    }

    @Test
    void aYearOfHoursIsTaken() throws IOException {
        write("rooms.txt", lines(20_000, "room-"));
        write("days.txt", lines(366, "day-"));
        write("timeslots.txt", lines(24, "slot-"));

        assertThat(DataFiles.read(directory).state().catalog().rooms().size()).isEqualTo(20_000);
    }

    private static String lines(int count, String prefix) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i + "\n").collect(Collectors.joining());
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text, StandardCharsets.UTF_8);
    }
}
