package io.ringcast.reservation.server.web.table;

import io.ringcast.reservation.server.domain.Reservation;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.jspecify.annotations.Nullable;

/**
 * Reservations as comma-separated values (RFC 4180) with a header line, both ways. Tables are read as people have them: see
 * {@link TableShape}.
 */
public final class ReservationTables {
    private static final CSVFormat PLAIN = CSVFormat.RFC4180;
    private static final CSVFormat QUOTED =
            PLAIN.builder().setQuoteMode(QuoteMode.ALL).get();

    private ReservationTables() {}

    /** All of them, in their order. */
    public static String write(Collection<Reservation> reservations, Formulas formulas) {
        var text = new StringWriter();
        try {
            PLAIN.printRecord(text, TableShape.COLUMNS.toArray());
            for (Reservation reservation : reservations) {
                Object[] cells = List.of(
                                reservation.slot().room(),
                                reservation.slot().timeslot(),
                                reservation.slot().day(),
                                reservation.holder())
                        .stream()
                        .map(formulas::cell)
                        .toArray();
                format(cells).printRecord(text, cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written", e);
        }
        return text.toString();
    }

    /** Spaces at the ends of cells that are not quoted are for the eye, and not read. */
    private static CSVFormat format(Object[] cells) {
        for (Object cell : cells) {
            if (!cell.toString().strip().equals(cell)) {
                return QUOTED;
            }
        }
        return PLAIN;
    }

    /**
     * Reads the rows; empty lines are none.
     *
     * @throws WrongTableException if the text is not such a table
     */
    public static List<TableRow> read(String text, Formulas formulas) throws WrongTableException {
        TableShape shape = TableShape.of(text);
        List<TableRow> rows = new ArrayList<>();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), shape.format())) {
            Iterator<CSVRecord> records = parser.iterator();
            for (; records.hasNext(); line = parser.getCurrentLineNumber() + 1) {
                CSVRecord record = records.next();
                if (line > shape.headerLine() && record.stream().anyMatch(cell -> !cell.isBlank())) {
                    rows.add(row(record, line, shape, formulas));
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw new WrongTableException("The table cannot be read from line " + line
                    + " on. A cell that begins with a double quote should end with one, and a double quote in it should be"
                    + " written twice.");
        }
        return rows;
    }

    private static TableRow row(CSVRecord csv, long line, TableShape shape, Formulas formulas) {
        for (int i = shape.columnCount(); i < csv.size(); i++) {
            if (!csv.get(i).isBlank()) {
                return new TableRow(line, null, null, null, null, """
                        The line has %d cells, and the first line %d. A name that contains the separator should stand in \
                        double quotes.""".formatted(csv.size(), shape.columnCount()));
            }
        }
        return new TableRow(
                line,
                cell(csv, shape.column("room"), formulas),
                cell(csv, shape.column("timeslot"), formulas),
                cell(csv, shape.column("day"), formulas),
                cell(csv, shape.column("holder"), formulas),
                null);
    }

    private static @Nullable String cell(CSVRecord csv, int column, Formulas formulas) {
        return column < csv.size() ? formulas.name(csv.get(column)) : null;
    }
}
