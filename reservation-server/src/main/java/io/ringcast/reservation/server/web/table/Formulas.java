package io.ringcast.reservation.server.web.table;

/** What is done with names that a spreadsheet would run as formulas. */
public enum Formulas {
    /** They have an apostrophe before them in the table, which is taken away when it is read. */
    TEXT,
    /** They stand in the table as they are. */
    RAW;

    /** Whether they are raw. */
    public static Formulas of(boolean raw) {
        return raw ? RAW : TEXT;
    }

    String cell(String name) {
        return switch (this) {
            case TEXT -> SafeCell.write(name);
            case RAW -> name;
        };
    }

    String name(String cell) {
        return switch (this) {
            case TEXT -> SafeCell.read(cell);
            case RAW -> cell;
        };
    }
}
