package io.ringcast.foundation;

import java.util.Arrays;
import java.util.Optional;

/**
 * Identifies one request for ever: its requester, and the request's sequence number. A repeated request keeps its id.
 *
 * <p>The text form is {@code requester-sequence}, for example {@code 7hQ2mZ-12}.
 *
 * @param requester 1 to 32 ASCII letters and digits, chosen at random by each requester when it starts
 * @param sequence 1 to 2<sup>53</sup> − 1, the integers that every JSON implementation keeps exact
 */
public record RequestId(String requester, long sequence) {
    /** Longest requester, in characters. */
    public static final int REQUESTER_LENGTH_MAX = 32;

    /** Largest sequence number. */
    public static final long SEQUENCE_MAX = (1L << 53) - 1;

    private static final int SEQUENCE_DIGITS_MAX = 16;
    /** By character: the ASCII letters and digits. */
    private static final boolean[] IN_REQUESTER = new boolean['z' + 1];

    static {
        Arrays.fill(IN_REQUESTER, '0', '9' + 1, true);
        Arrays.fill(IN_REQUESTER, 'A', 'Z' + 1, true);
        Arrays.fill(IN_REQUESTER, 'a', 'z' + 1, true);
    }

    /** Refuses what is outside the ranges above. */
    public RequestId {
        if (!isRequester(requester, requester.length())) {
            throw new IllegalArgumentException(
                    "a requester is 1 to " + REQUESTER_LENGTH_MAX + " ASCII letters and digits");
        }
        if (sequence < 1 || sequence > SEQUENCE_MAX) {
            throw new IllegalArgumentException("a sequence number is 1 to " + SEQUENCE_MAX);
        }
    }

    /** Reads the text form; empty when it is not exactly what {@link #toString()} writes. */
    public static Optional<RequestId> parse(String text) {
        int dash = text.indexOf('-');
        if (dash < 1 || dash > REQUESTER_LENGTH_MAX) {
            return Optional.empty();
        }
        long sequence = parseSequence(text, dash + 1);
        if (sequence < 1 || !isRequester(text, dash)) {
            return Optional.empty();
        }
        return Optional.of(new RequestId(text.substring(0, dash), sequence));
    }

    /** Returns the number written from {@code start} to the end, or −1: no sign, no leading zero, within range. */
    private static long parseSequence(String text, int start) {
        int digits = text.length() - start;
        if (digits < 1 || digits > SEQUENCE_DIGITS_MAX || text.charAt(start) == '0') {
            return -1;
        }
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= SEQUENCE_MAX ? value : -1;
    }

    /** Whether the first {@code length} characters are a requester. */
    private static boolean isRequester(String text, int length) {
        if (length < 1 || length > REQUESTER_LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= IN_REQUESTER.length || !IN_REQUESTER[c]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return requester + "-" + sequence;
    }
}
