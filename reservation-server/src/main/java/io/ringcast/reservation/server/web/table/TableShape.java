package io.ringcast.reservation.server.web.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * How a table is written, as its first line tells: the separator is a comma, a semicolon or a tab, and the columns {@code
 * room}, {@code timeslot}, {@code day} and {@code holder} come in any order, in any case, perhaps among others. A line {@code
 * sep=;}, which spreadsheets write, may come before. Lines end in LF, CR LF or CR.
 *
 * @param headerLine the line of the column names, from 1
 */
record TableShape(char separator, int headerLine, List<String> columns) {
    /** The columns that a table of reservations has. */
    static final List<String> COLUMNS = List.of("room", "timeslot", "day", "holder");

    private static final char[] SEPARATORS = {',', ';', '\t'};
    private static final Pattern SEPARATOR_LINE = Pattern.compile("\"?sep=(.)\"?\\s*?(?:\r\n|\n|\r)");
    private static final int SHOWN_MAX = 60;

    /** The shape of a text; refuses a text that is no table of reservations. */
    static TableShape of(String text) throws WrongTableException {
        if (text.isBlank()) {
            throw new WrongTableException("The table is empty. " + right());
        }
        Matcher told = SEPARATOR_LINE.matcher(text);
        if (told.lookingAt()) {
            Optional<TableShape> shape = read(text, told.group(1).charAt(0), true);
            return checked(shape.orElseThrow(() -> wrong(text.substring(told.end()), "second")));
        }
        for (char separator : SEPARATORS) {
            Optional<TableShape> shape = read(text, separator, false);
            if (shape.isPresent()) {
                return checked(shape.get());
            }
        }
        throw wrong(text, "first");
    }

    private static Optional<TableShape> read(String text, char separator, boolean afterSeparatorLine) {
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format(separator))) {
            Iterator<CSVRecord> records = parser.iterator();
            if (afterSeparatorLine) {
                records.next();
            }
            int line = (int) parser.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                CSVRecord record = records.next();
                if (record.stream().anyMatch(cell -> !cell.isBlank())) {
                    List<String> columns = record.stream()
                            .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                            .toList();
                    return columns.containsAll(COLUMNS)
                            ? Optional.of(new TableShape(separator, line, columns))
                            : Optional.empty();
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static TableShape checked(TableShape shape) throws WrongTableException {
        for (String column : COLUMNS) {
            if (shape.columns.indexOf(column) < shape.columns.lastIndexOf(column)) {
                throw new WrongTableException("The column " + column + " is named twice. " + right());
            }
        }
        return shape;
    }

    private static WrongTableException wrong(String text, String which) {
        String line = text.strip().lines().findFirst().orElse("");
        String shown = line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
        return new WrongTableException("The " + which + " line is \"" + shown + "\". " + right());
    }

    private static String right() {
        return "The first line should name the columns " + String.join(", ", COLUMNS)
                + ", in any order, separated by commas, semicolons or tabs.";
    }

    /** Of all its lines. Empty lines count: they have a number. */
    CSVFormat format() {
        return format(separator);
    }

    private static CSVFormat format(char separator) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreSurroundingSpaces(true)
                .setIgnoreEmptyLines(false)
                .get();
    }

    int columnCount() {
        return columns.size();
    }

    /** The place of one of the {@link #COLUMNS}, from 0. */
    int column(String name) {
        return columns.indexOf(name);
    }
}
