package io.ringcast.benchmarks.ringcast;

import io.ringcast.benchmarks.load.SlotNumbers;
import io.ringcast.benchmarks.load.UsedUpException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Catalogs of many rooms, each with {@value #SLOTS_OF_ROOM} slots. */
final class Catalog {
    /** Of the catalog for long runs: a million slots, which is what the servers' memory holds. */
    private static final int ROOMS = 20_000;

    private static final int SLOTS_OF_ROOM = 50;

    /** The one slot of each room that is reserved only for a moment, again and again. */
    private static final int PASSING_COLUMN = SLOTS_OF_ROOM - 1;

    /** How many slots there are to reserve for good. */
    static final int FREE_SLOTS = ROOMS * PASSING_COLUMN;

    /** Rooms that are only read, so that an answer stays as large as it is however much is reserved meanwhile. */
    private static final int HALLS = 1_000;

    private static final int RESERVATIONS_OF_HALL = 5;
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final List<String> TIMESLOTS = IntStream.range(8, 18)
            .mapToObj(hour -> hour + ":30-" + (hour + 1) + ":30")
            .toList();

    private Catalog() {}

    record Slot(String room, String timeslot, String day) {}

    /**
     * The free slot with a number from {@link SlotNumbers}.
     *
     * @throws UsedUpException if there are not so many
     */
    static Slot freeSlot(long number) {
        if (number >= FREE_SLOTS) {
            throw new UsedUpException(String.format(
                    Locale.ROOT,
                    "All %,d slots of the benchmark's catalog are reserved. Take fewer --seconds, --warm-up or --rounds.",
                    FREE_SLOTS));
        }
        return slot(number, ROOMS);
    }

    /** A slot of each room, none of them one of the {@link #freeSlot free} ones. */
    static List<Slot> passingSlots() {
        return IntStream.range(0, ROOMS)
                .mapToObj(room -> slotOf(room(room), PASSING_COLUMN))
                .toList();
    }

    private static Slot slot(long number, int rooms) {
        return slotOf(room(number % rooms), number / rooms);
    }

    private static Slot slotOf(String room, long column) {
        return new Slot(room, TIMESLOTS.get((int) (column / DAYS.size() % TIMESLOTS.size())), DAYS.get((int)
                (column % DAYS.size())));
    }

    private static String room(long number) {
        return "room-" + number;
    }

    /** One of the rooms that are only read. */
    static String hall(int number) {
        return "hall-" + number % HALLS;
    }

    /** Writes the files that a server reads: many free slots, and the halls. */
    static Path write(Path directory) {
        List<Slot> taken = IntStream.range(0, HALLS * RESERVATIONS_OF_HALL)
                .mapToObj(number -> slotOf(hall(number), number / HALLS))
                .toList();
        return write(
                directory, Stream.concat(rooms(ROOMS), IntStream.range(0, HALLS).mapToObj(Catalog::hall)), taken);
    }

    /** Writes the files that a server reads: a catalog of so many slots, and all are taken. */
    static Path writeTaken(Path directory, int slots) {
        int rooms = Math.ceilDiv(slots, SLOTS_OF_ROOM);
        List<Slot> taken = IntStream.range(0, slots)
                .mapToObj(number -> slot(number, rooms))
                .toList();
        return write(directory, rooms(rooms), taken);
    }

    private static Stream<String> rooms(int count) {
        return IntStream.range(0, count).mapToObj(Catalog::room);
    }

    private static Path write(Path directory, Stream<String> rooms, List<Slot> taken) {
        try {
            Files.createDirectories(directory);
            Files.write(directory.resolve("rooms.txt"), rooms.toList());
            Files.write(directory.resolve("timeslots.txt"), TIMESLOTS);
            Files.write(directory.resolve("days.txt"), DAYS);
            Files.write(
                    directory.resolve("reservations.txt"),
                    taken.stream()
                            .map(slot -> slot.room() + " " + slot.timeslot() + " " + slot.day())
                            .toList());
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
