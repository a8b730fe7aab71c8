package io.ringcast.systemtests.load;

import io.ringcast.systemtests.history.SlotName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The slots of a data directory, read without the product's code. */
public record SlotCatalog(List<String> rooms, List<String> timeslots, List<String> days) {
    /** The catalog of rooms.txt, timeslots.txt and days.txt. */
    public static SlotCatalog read(Path directory) {
        return new SlotCatalog(
                lines(directory.resolve("rooms.txt")),
                lines(directory.resolve("timeslots.txt")),
                lines(directory.resolve("days.txt")));
    }

    /** Every slot. */
    public List<SlotName> slots() {
        List<SlotName> slots = new ArrayList<>();
        for (String room : rooms) {
            for (String day : days) {
                for (String timeslot : timeslots) {
                    slots.add(new SlotName(room, timeslot, day));
                }
            }
        }
        return slots;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
