package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.domain.Reservation;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reservations as comma-separated values (RFC 4180) with a header line, both ways. */
final class ReservationTables {
    private static final List<String> COLUMNS = List.of("room", "timeslot", "day", "holder");

    private ReservationTables() {}

    /** One line of a table. */
    record Row(
            long line,
            @Nullable String room,
            @Nullable String timeslot,
            @Nullable String day,
            @Nullable String holder) {}

    static String write(Collection<Reservation> reservations) {
        var text = new StringWriter();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(COLUMNS);
            for (Reservation reservation : reservations) {
                printer.printRecord(
                        reservation.slot().room(),
                        reservation.slot().timeslot(),
                        reservation.slot().day(),
                        reservation.holder());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text.toString();
    }

    /** Reads the rows; refuses a text that is not such a table. */
    static List<Row> read(String text) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .get();
        List<Row> rows = new ArrayList<>();
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            if (!Set.copyOf(parser.getHeaderNames()).containsAll(COLUMNS)) {
                throw ProblemResponses.badCommand("The first line should be " + String.join(",", COLUMNS) + ".");
            }
            for (CSVRecord csv : parser) {
                rows.add(new Row(
                        parser.getCurrentLineNumber(),
                        cell(csv, "room"),
                        cell(csv, "timeslot"),
                        cell(csv, "day"),
                        cell(csv, "holder")));
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw ProblemResponses.badCommand("This is no table of comma-separated values: " + e.getMessage());
        }
        return rows;
    }

    private static @Nullable String cell(CSVRecord csv, String column) {
        return csv.isSet(column) ? csv.get(column) : null;
    }
}
