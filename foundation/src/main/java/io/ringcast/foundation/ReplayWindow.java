package io.ringcast.foundation;

/**
 * Which numbers of one sender have been seen: the highest, and a bitmap of those just below it (RFC 6479).
 *
 * <p>Numbers may arrive out of order within the window; a number below it counts as seen.
 */
final class ReplayWindow {
    /** How far a datagram may lag behind the newest of its sender. */
    static final int NUMBERS = 4096;

    private final long[] words = new long[NUMBERS / Long.SIZE];
    private long highest;

    /** Marks a number, from 1, as seen; false if it was already, or is too old to tell. */
    boolean accept(long number) {
        if (number < 1 || number <= highest - NUMBERS) {
            return false;
        }
        if (number > highest) {
            forget(Math.max(highest + 1, number - NUMBERS + 1), number);
            highest = number;
        }
        int word = (int) ((number % NUMBERS) / Long.SIZE);
        long bit = 1L << (number % Long.SIZE);
        boolean fresh = (words[word] & bit) == 0;
        words[word] |= bit;
        return fresh;
    }

    /** Clears the bits that {@code from} to {@code to} share with numbers that have left the window. */
    private void forget(long from, long to) {
        for (long number = from; number <= to; number++) {
            words[(int) ((number % NUMBERS) / Long.SIZE)] &= ~(1L << (number % Long.SIZE));
        }
    }
}
