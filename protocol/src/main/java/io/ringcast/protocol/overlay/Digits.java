package io.ringcast.protocol.overlay;

/** Seat numbers in digits of some bits. */
final class Digits {
    private Digits() {}

    /** How many digits it takes to number so many seats: the logarithm of their number, rounded up. */
    static int length(int size, int bits) {
        int binary = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        return (binary + bits - 1) / bits;
    }
}
