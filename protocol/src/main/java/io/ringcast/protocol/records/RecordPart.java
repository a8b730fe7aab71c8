package io.ringcast.protocol.records;

import java.util.List;

/**
 * A part of a record that is larger than a datagram should be. The first value of a part continues the last value of the part before
 * it; so both together have one value less than they have texts.
 *
 * @param number from 1
 * @param of how many parts the record has, at least 2
 * @param values texts of this part, at least one
 */
public record RecordPart(int number, int of, List<String> values) {
    /** Most parts of a record. */
    public static final int PARTS_MAX = 4_096;

    /** Checks the limits. */
    public RecordPart {
        values = List.copyOf(values);
        if (number < 1 || number > of || of < 2 || of > PARTS_MAX) {
            throw new IllegalArgumentException("1 <= part <= parts, and 2 to " + PARTS_MAX + " parts");
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a part has at least one value");
        }
    }

    /** Whether the record is complete with it. */
    public boolean isLast() {
        return number == of;
    }
}
