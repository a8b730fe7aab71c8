package io.ringcast.protocol.records;

/**
 * What all members of a ring have to agree on so that they place records alike. It travels with the ring.
 *
 * @param size number of positions of each local table
 * @param hash how a key becomes a position
 * @param year which of several datasets was loaded; 0 where there is one
 */
public record TableShape(int size, KeyHash hash, int year) {
    /** Most positions. */
    public static final int SIZE_MAX = 1 << 30;

    private static final int HANDOUT_SIZE = 353;
    private static final int YEAR_MAX = 9_999;

    /** Checks the ranges. */
    public TableShape {
        if (size < 1 || size > SIZE_MAX) {
            throw new IllegalArgumentException("a table has 1 to 2^30 positions");
        }
        if (year < 0 || year > YEAR_MAX) {
            throw new IllegalArgumentException("a year is 1 to 9999");
        }
    }

    /** Of so many positions, by code points, from the only dataset. */
    public TableShape(int size) {
        this(size, KeyHash.CODE_POINTS, 0);
    }

    /** Whether it is that of the handout's first edition, which need not be told. */
    public boolean isOfTheHandout() {
        return equals(new TableShape(HANDOUT_SIZE));
    }
}
