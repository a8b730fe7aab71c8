package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.SlotNumbers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Catalogs of many rooms, each with {@value #SLOTS_OF_ROOM} slots. */
final class Catalog {
    /** Of the catalog that is not used up in a long run: a million slots. */
    private static final int ROOMS = 20_000;

    private static final int SLOTS_OF_ROOM = 50;
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final List<String> TIMESLOTS = IntStream.range(8, 18)
            .mapToObj(hour -> hour + ":30-" + (hour + 1) + ":30")
            .toList();

    private Catalog() {}

    record Slot(String room, String timeslot, String day) {}

    /**
     * The slot with a number from {@link SlotNumbers}. Consecutive ones are in different rooms, so that the answer to a
     * check stays small.
     */
    static Slot slot(long number) {
        return slot(number, ROOMS);
    }

    private static Slot slot(long number, int rooms) {
        long column = number / rooms;
        return new Slot(
                room(number % rooms), TIMESLOTS.get((int) (column / DAYS.size() % TIMESLOTS.size())), DAYS.get((int)
                        (column % DAYS.size())));
    }

    static String room(long number) {
        return "room-" + number % ROOMS;
    }

    /** Writes the files that a server reads: many slots, and all are free. */
    static Path write(Path directory) {
        return write(directory, ROOMS, 0);
    }

    /** Writes the files that a server reads: a catalog of so many slots, and all are taken. */
    static Path writeTaken(Path directory, int slots) {
        return write(directory, Math.ceilDiv(slots, SLOTS_OF_ROOM), slots);
    }

    private static Path write(Path directory, int rooms, int taken) {
        try {
            Files.createDirectories(directory);
            Files.write(
                    directory.resolve("rooms.txt"),
                    IntStream.range(0, rooms).mapToObj(Catalog::room).toList());
            Files.write(directory.resolve("timeslots.txt"), TIMESLOTS);
            Files.write(directory.resolve("days.txt"), DAYS);
            Files.write(
                    directory.resolve("reservations.txt"),
                    IntStream.range(0, taken)
                            .mapToObj(number -> slot(number, rooms))
                            .map(slot -> slot.room() + " " + slot.timeslot() + " " + slot.day())
                            .toList());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
