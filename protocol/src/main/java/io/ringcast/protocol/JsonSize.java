package io.ringcast.protocol;

import java.util.List;

/** How many bytes text takes as JSON in UTF-8, without writing it. */
public final class JsonSize {
    private JsonSize() {}

    /** An array of strings, with its brackets. */
    public static int ofTexts(List<String> values) {
        int bytes = 1 + Math.max(1, values.size());
        for (int i = 0; i < values.size(); i++) {
            bytes += ofText(values.get(i));
        }
        return bytes;
    }

    /** A string, with its quotes. Unpaired surrogates count as if they were half a pair. */
    public static int ofText(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += ofUnit(text.charAt(i));
        }
        return bytes;
    }

    /** A UTF-16 unit in a string; a surrogate counts as half of a pair. */
    public static int ofUnit(char unit) {
        if (unit >= 0x80) {
            return unit < 0x800 || Character.isSurrogate(unit) ? 2 : 3;
        }
        if (unit >= 0x20) {
            return unit == '"' || unit == '\\' ? 2 : 1;
        }
        return switch (unit) {
            case '\b', '\t', '\n', '\f', '\r' -> 2;
            default -> 6;
        };
    }
}
