package io.ringcast.protocol.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a key becomes a number. Its remainder by the table size is the key's position. */
public enum KeyHash {
    /** The sum of its Unicode code points, as in the handout. */
    CODE_POINTS,
    /** The number that its decimal digits write, as in the handout's later editions; it may be of any length. */
    NUMBER;

    /** Its name as people write it, and as it travels. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The hash of that name. */
    public static Optional<KeyHash> of(String word) {
        return Arrays.stream(values()).filter(hash -> hash.word().equals(word)).findFirst();
    }

    /** The names of all. */
    public static List<String> words() {
        return Arrays.stream(values()).map(KeyHash::word).toList();
    }

    /** Whether a record may have this key. */
    public boolean accepts(String key) {
        return this == CODE_POINTS || isNumber(key);
    }

    /**
     * The position of a key: 0 to table size − 1. A key that is not accepted has a position too, at which no record has that key:
     * the one by its code points.
     */
    public int positionOf(String key, int tableSize) {
        return this == NUMBER && isNumber(key) ? remainder(key, tableSize) : (int) (codePoints(key) % tableSize);
    }

    private static boolean isNumber(String key) {
        return !key.isEmpty() && key.chars().allMatch(c -> '0' <= c && c <= '9');
    }

    private static int remainder(String digits, int tableSize) {
        long remainder = 0;
        for (int i = 0; i < digits.length(); i++) {
            remainder = (10 * remainder + digits.charAt(i) - '0') % tableSize;
        }
        return (int) remainder;
    }

    private static long codePoints(String key) {
        long sum = 0;
        for (int i = 0; i < key.length(); ) {
            int codePoint = key.codePointAt(i);
            sum += codePoint;
            i += Character.charCount(codePoint);
        }
        return sum;
    }
}
