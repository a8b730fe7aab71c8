package io.ringcast.reservation.server.files;

import io.ringcast.protocol.Text;
import io.ringcast.protocol.Words;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyParts;
import io.ringcast.reservation.server.codec.CatalogNames;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Names;
import io.ringcast.reservation.server.domain.Reservation;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code rooms.txt}, {@code timeslots.txt}, {@code days.txt} (a name on each line) and {@code reservations.txt}
 * ({@code <room> <timeslot> <day> [<holder>]} on each line, as {@link Words}).
 *
 * <p>A repeated line, a reservation of a slot that the catalog does not have and a second reservation of a slot are left out
 * with a warning. A missing file, an empty catalog and a catalog too large for the protocol's replies are errors.
 */
public final class DataFiles {
    /** The holder of a reservation that {@code reservations.txt} gives no holder. */
    public static final String UNNAMED_HOLDER = "reservations.txt";

    private final Path directory;
    private final List<String> warnings = new ArrayList<>();
    private int duplicates;
    private int skipped;

    private DataFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * What the files hold.
     *
     * @param state the catalog, and the reservations that are there from the start
     * @param duplicateLines lines that were left out because an earlier line says the same
     * @param skippedReservations lines of {@code reservations.txt} that were left out because they cannot be kept
     * @param warnings a sentence for each line that was left out
     */
    public record InitialData(State state, int duplicateLines, int skippedReservations, List<String> warnings) {}

    /**
     * Reads the four files of a directory.
     *
     * @throws UnusableFileException if a file is missing or unreadable, if the catalog would have no room, timeslot or day, or
     *     if it has so many that a client could not be told
     */
    public static InitialData read(Path directory) {
        return new DataFiles(directory).read();
    }

    private InitialData read() {
        Names rooms = names("rooms.txt", "a room on each line, such as ME4494");
        Names timeslots = names("timeslots.txt", "a timeslot on each line, such as 8:30-9:30");
        Names days = names("days.txt", "a day on each line, such as Monday");
        Catalog catalog = new Catalog(rooms, timeslots, days);
        requireFits(catalog);
        State state = State.of(catalog, reservations(catalog));
        return new InitialData(state, duplicates, skipped, List.copyOf(warnings));
    }

    private Names names(String file, String content) {
        Lines lines = Lines.of(directory.resolve(file), content);
        Set<String> names = new LinkedHashSet<>();
        for (Lines.Line line : lines.lines()) {
            requireName(line.text(), lines.file(), line);
            if (!names.add(line.text())) {
                duplicate(file, line);
            }
        }
        if (names.isEmpty()) {
            throw new UnusableFileException(
                    lines.file().toAbsolutePath() + " is empty. It should hold " + content + ".");
        }
        return Names.of(names);
    }

    /** The replies about this catalog must fit into datagrams. Those about days and timeslots do if those about a room do. */
    private void requireFits(Catalog catalog) {
        if (!ReplyParts.fit(catalog.rooms().inOrder())) {
            throw new UnusableFileException(
                    "%s has %d rooms, and a client that asks for them could not be answered: their names do not fit %d datagrams. There should be fewer rooms, or shorter names."
                            .formatted(
                                    directory.resolve("rooms.txt").toAbsolutePath(),
                                    catalog.rooms().size(),
                                    Reply.PARTS_MAX));
        }
        if (!ReplyParts.fit(catalog.days().inOrder(), catalog.timeslots().inOrder())) {
            throw new UnusableFileException(
                    "%s: a room has %d slots (%d days with %d timeslots each), and a client that checks it could not be answered: if all are taken, the reservations do not fit %d datagrams. There should be fewer days or timeslots, or shorter names."
                            .formatted(
                                    directory.toAbsolutePath(),
                                    catalog.slotsPerRoom(),
                                    catalog.days().size(),
                                    catalog.timeslots().size(),
                                    Reply.PARTS_MAX));
        }
    }

    private List<Reservation> reservations(Catalog catalog) {
        String file = "reservations.txt";
        Lines lines = Lines.of(
                directory.resolve(file),
                "<room> <timeslot> <day> on each line, or nothing when no room is reserved yet");
        Map<Slot, Reservation> bySlot = new LinkedHashMap<>();
        for (Lines.Line line : lines.lines()) {
            List<String> words = words(line);
            if (words.size() < 3 || words.size() > 4) {
                skip(
                        file,
                        line,
                        "should be <room> <timeslot> <day> [<holder>]; a name with spaces stands in double quotes");
                continue;
            }
            Slot slot = new Slot(words.get(0), words.get(1), words.get(2));
            String unknown = unknownPart(catalog, slot);
            String holder = words.size() == 4 ? words.get(3) : UNNAMED_HOLDER;
            Reservation reservation = new Reservation(slot, holder, "file-" + line.number(), 0);
            if (!unknown.isEmpty()) {
                skip(file, line, unknown);
            } else if (!Text.isName(holder)) {
                skip(file, line, "the holder should have at most " + Text.CODE_POINTS_MAX + " characters");
            } else if (!bySlot.containsKey(slot)) {
                bySlot.put(slot, reservation);
            } else if (bySlot.get(slot).holder().equals(holder)) {
                duplicate(file, line);
            } else {
                skip(
                        file,
                        line,
                        "the slot is already reserved by " + bySlot.get(slot).holder());
            }
        }
        return List.copyOf(bySlot.values());
    }

    /** None if they cannot be told apart. */
    private static List<String> words(Lines.Line line) {
        try {
            return Words.of(line.text());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static String unknownPart(Catalog catalog, Slot slot) {
        if (!catalog.rooms().contains(slot.room())) {
            return "rooms.txt has no room " + slot.room();
        }
        if (!catalog.timeslots().contains(slot.timeslot())) {
            return "timeslots.txt has no timeslot " + slot.timeslot();
        }
        return catalog.days().contains(slot.day()) ? "" : "days.txt has no day " + slot.day();
    }

    private static void requireName(String name, Path file, Lines.Line line) {
        if (!CatalogNames.allow(name)) {
            throw new UnusableFileException(file.toAbsolutePath() + ", line " + line.number() + ": a name should be "
                    + CatalogNames.RULE + ".");
        }
    }

    private void duplicate(String file, Lines.Line line) {
        duplicates++;
        warnings.add(file + ", line " + line.number() + " is left out: it repeats \"" + line.text() + "\"");
    }

    private void skip(String file, Lines.Line line, String reason) {
        skipped++;
        warnings.add(file + ", line " + line.number() + " is left out (\"" + line.text() + "\"): " + reason);
    }
}
