package io.ringcast.protocol.overlay;

import java.util.ArrayList;
import java.util.List;

/**
 * The prefixes of Pastry and Tapestry: seat numbers are words of hexadecimal digits, and row r of a table holds, for each other
 * digit, a member that agrees with one's own number in the first r digits and has that digit next. Each hop makes one digit more
 * agree. (Rowstron and Druschel, Pastry, Middleware 2001, §2.) There is no leaf set: seats are numbered without gaps, so that the
 * last row leads to the target itself.
 */
final class PastryRouting implements Routing {
    private static final int BITS = 4;
    private static final int DIGITS = 1 << BITS;

    @Override
    public List<Hop> table(Seats seats, int self) {
        List<Hop> table = new ArrayList<>();
        for (int place = Digits.length(seats.size(), BITS) - 1; place >= 0; place--) {
            for (int digit = 0; digit < DIGITS; digit++) {
                int seat = digit == digit(self, place) ? -1 : entry(seats, self, place, digit);
                if (seat >= 0) {
                    table.add(hop(seats, seat, place));
                }
            }
        }
        return table;
    }

    @Override
    public Hop nextHop(Seats seats, int self, int target) {
        int highest = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(self ^ target);
        int place = highest / BITS;
        return hop(seats, entry(seats, self, place, digit(target, place)), place);
    }

    private static Hop hop(Seats seats, int seat, int place) {
        int length = Digits.length(seats.size(), BITS);
        StringBuilder prefix = new StringBuilder("prefix ");
        for (int p = length - 1; p >= 0; p--) {
            prefix.append(p < place ? '*' : Character.forDigit(digit(seat, p), DIGITS));
        }
        return new Hop(seat, prefix.toString());
    }

    private static int digit(int seat, int place) {
        return (seat >>> (place * BITS)) & (DIGITS - 1);
    }

    /**
     * Of the members with that prefix the one whose further digits are one's own, or the next one; -1 if there is none. Where there are
     * not so many seats with that prefix, they stand in evenly for those that do not exist.
     */
    private static int entry(Seats seats, int self, int place, int digit) {
        int width = place * BITS;
        int first = ((self >>> (width + BITS)) << (width + BITS)) | (digit << width);
        int end = Math.min(first + (1 << width), seats.size());
        if (first >= end) {
            return -1;
        }
        int same = first + (self & ((1 << width) - 1)) % (end - first);
        int seat = seats.between(same, end);
        return seat >= 0 ? seat : seats.between(first, same);
    }

    /** ⌈log₁₆ n⌉ */
    @Override
    public int hopsMax(int size) {
        return Digits.length(size, BITS);
    }
}
