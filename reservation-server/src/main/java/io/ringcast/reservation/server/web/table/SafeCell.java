package io.ringcast.reservation.server.web.table;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would run as formulas: those that begin, after spaces, with {@code =}, {@code +}, {@code -} or
 * {@code @} (OWASP, "CSV injection"). They are written with an apostrophe before them, which makes them text there, and
 * read without it. A cell that would be such a formula after its own apostrophes has one more, so that each comes back as
 * it was.
 */
final class SafeCell {
    private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Z}']*[=+\\-@＝＋－＠].*", Pattern.DOTALL);
    private static final String APOSTROPHE = "'";

    private SafeCell() {}

    static String write(String name) {
        return FORMULA.matcher(name).matches() ? APOSTROPHE + name : name;
    }

    static String read(String cell) {
        return cell.startsWith(APOSTROPHE) && FORMULA.matcher(cell.substring(1)).matches() ? cell.substring(1) : cell;
    }
}
