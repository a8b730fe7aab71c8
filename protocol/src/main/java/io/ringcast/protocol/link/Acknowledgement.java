package io.ringcast.protocol.link;

import java.util.List;

/**
 * What a receiver has, and what it will accept.
 *
 * @param link the link
 * @param received every frame up to this number has arrived
 * @param permitted the sender may send frames up to this number
 * @param highest frames above {@code received} up to this number have arrived, but for {@code missing}
 * @param missing numbers between {@code received} and {@code highest} that have not arrived, ascending
 */
public record Acknowledgement(LinkId link, long received, long permitted, long highest, List<Long> missing) {
    /** Most numbers that {@code missing} holds; a receiver that misses more reports a lower {@code highest}. */
    public static final int MISSING_MAX = 32;

    /** Checks the ranges and copies the list. */
    public Acknowledgement {
        missing = List.copyOf(missing);
        if (received < 0 || permitted < received || highest < received || missing.size() > MISSING_MAX) {
            throw new IllegalArgumentException("0 <= received <= permitted, highest; at most 32 missing");
        }
    }
}
