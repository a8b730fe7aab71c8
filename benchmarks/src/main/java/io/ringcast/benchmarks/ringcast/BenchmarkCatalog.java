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
final class BenchmarkCatalog {
    /** Rooms of the catalog for long runs. They have a million slots, as many as the servers' memory can hold. */
    private static final int ROOMS = 20_000;

    private static final int SLOTS_OF_ROOM = 50;

    /** The one slot of each room that is reserved and deleted again and again. */
    private static final int PASSING_COLUMN = SLOTS_OF_ROOM - 1;

    /** The number of slots that are reserved once and for all. */
    static final int FREE_SLOTS = ROOMS * PASSING_COLUMN;

    /** Rooms that are only read, so that the size of an answer does not change while other rooms are reserved. */
    private static final int HALLS = 1_000;

    private static final int RESERVATIONS_OF_HALL = 5;
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday");
    private static final List<String> TIMESLOTS = IntStream.range(8, 18)
            .mapToObj(hour -> hour + ":30-" + (hour + 1) + ":30")
            .toList();

    private BenchmarkCatalog() {}

    record CatalogSlot(String room, String timeslot, String day) {}

    /**
     * The free slot with a number from {@link SlotNumbers}.
     *
     * @throws UsedUpException if the catalog has fewer
     */
    static CatalogSlot freeSlot(long number) {
        if (number >= FREE_SLOTS) {
            throw new UsedUpException(String.format(
                    Locale.ROOT,
                    "All %,d slots of the benchmark's catalog are reserved. Take fewer --seconds, --warm-up or --rounds.",
                    FREE_SLOTS));
        }
        return slot(number, ROOMS);
    }

    /** A slot of each room, none of which is a {@link #freeSlot free} one. */
    static List<CatalogSlot> passingSlots() {
        return IntStream.range(0, ROOMS)
                .mapToObj(room -> slotOf(room(room), PASSING_COLUMN))
                .toList();
    }

    private static CatalogSlot slot(long number, int rooms) {
        return slotOf(room(number % rooms), number / rooms);
    }

    private static CatalogSlot slotOf(String room, long column) {
        return new CatalogSlot(room, TIMESLOTS.get((int) (column / DAYS.size() % TIMESLOTS.size())), DAYS.get((int)
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
        List<CatalogSlot> taken = IntStream.range(0, HALLS * RESERVATIONS_OF_HALL)
                .mapToObj(number -> slotOf(hall(number), number / HALLS))
                .toList();
        return write(
                directory,
                Stream.concat(rooms(ROOMS), IntStream.range(0, HALLS).mapToObj(BenchmarkCatalog::hall)),
                taken);
    }

    /** Writes the files that a server reads: a catalog with this number of slots, all of them taken. */
    static Path writeTaken(Path directory, int slots) {
        int rooms = Math.ceilDiv(slots, SLOTS_OF_ROOM);
        List<CatalogSlot> taken = IntStream.range(0, slots)
                .mapToObj(number -> slot(number, rooms))
                .toList();
        return write(directory, rooms(rooms), taken);
    }

    private static Stream<String> rooms(int count) {
        return IntStream.range(0, count).mapToObj(BenchmarkCatalog::room);
    }

    private static Path write(Path directory, Stream<String> rooms, List<CatalogSlot> taken) {
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
