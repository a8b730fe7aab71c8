package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.SlotNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A catalog that is not used up in a long run: a million slots. Consecutive slots are in different rooms, so that the
 * answer to a check stays small.
 */
final class Catalog {
    private static final int ROOMS = 20_000;
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final List<String> TIMESLOTS = IntStream.range(8, 18)
            .mapToObj(hour -> hour + ":30-" + (hour + 1) + ":30")
            .toList();

    private Catalog() {}

    record Slot(String room, String timeslot, String day) {}

    /** The slot with a number from {@link SlotNumbers}. */
    static Slot slot(long number) {
        long column = number / ROOMS;
        return new Slot(room(number), TIMESLOTS.get((int) (column / DAYS.size() % TIMESLOTS.size())), DAYS.get((int)
                (column % DAYS.size())));
    }

    static String room(long number) {
        return "room-" + number % ROOMS;
    }

    /** Writes the files that a server reads. */
    static Path write(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve("rooms.txt"),
                    IntStream.range(0, ROOMS).mapToObj(Catalog::room).toList());
            Files.write(directory.resolve("timeslots.txt"), TIMESLOTS);
            Files.write(directory.resolve("days.txt"), DAYS);
            Files.writeString(directory.resolve("reservations.txt"), "");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
