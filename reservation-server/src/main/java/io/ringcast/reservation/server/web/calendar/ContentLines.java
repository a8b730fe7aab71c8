package io.ringcast.reservation.server.web.calendar;

import java.nio.charset.StandardCharsets;

/** The lines of a calendar (RFC 5545 §3.1): folded at 75 octets, between characters, and ended by CR LF. */
final class ContentLines {
    private static final int OCTETS_MAX = 75;
    private static final String END = "\r\n";

    private final StringBuilder text = new StringBuilder();

    /** A line whose value is no text: a time, an enumeration. */
    void add(String name, String value) {
        String line = name + ":" + value;
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int codePoint = line.codePointAt(i);
            int more = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (octets + more > OCTETS_MAX) {
                text.append(END).append(' ');
                octets = 1;
            }
            text.appendCodePoint(codePoint);
            octets += more;
            i += Character.charCount(codePoint);
        }
        text.append(END);
    }

    /** A line whose value is text that people have written (§3.3.11). */
    void addText(String name, String value) {
        add(name, value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,"));
    }

    void begin(String component) {
        add("BEGIN", component);
    }

    void end(String component) {
        add("END", component);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
