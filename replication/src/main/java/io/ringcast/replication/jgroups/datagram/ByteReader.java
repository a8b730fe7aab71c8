package io.ringcast.replication.jgroups.datagram;

/** Reads the numbers of JGroups's formats from a part of an array, and never beyond its end. */
final class ByteReader {
    private static final int TEXT_BYTES_MAX = 1_024;

    private final byte[] bytes;
    private final int end;
    private int position;

    ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    int unsignedByte() throws RefusedException {
        require(1);
        return bytes[position++] & 0xff;
    }

    boolean flag() throws RefusedException {
        int value = unsignedByte();
        if (value > 1) {
            throw new RefusedException("a flag is neither 0 nor 1");
        }
        return value == 1;
    }

    short int16() throws RefusedException {
        return (short) ((unsignedByte() << Byte.SIZE) | unsignedByte());
    }

    int int32() throws RefusedException {
        return (int16() << Short.SIZE) | (int16() & 0xffff);
    }

    /** A number in as few bytes as it needs, lowest first, after the count of these bytes. */
    long compressed(int bytesMax) throws RefusedException {
        return littleEndian(length(unsignedByte(), bytesMax));
    }

    /** Two numbers that follow a byte with the count of bytes of each in its halves. */
    void compressedPair() throws RefusedException {
        int lengths = unsignedByte();
        skip(length(lengths >> 4, Long.BYTES) + length(lengths & 0xf, Long.BYTES));
    }

    /** One byte whether there is a text, then its length and its bytes. */
    void optionalText() throws RefusedException {
        if (flag()) {
            text();
        }
    }

    void text() throws RefusedException {
        int length = int16() & 0xffff;
        if (length > TEXT_BYTES_MAX) {
            throw new RefusedException("a text is too long");
        }
        skip(length);
    }

    void skip(int count) throws RefusedException {
        require(count);
        position += count;
    }

    void requireEnd() throws RefusedException {
        if (position != end) {
            throw new RefusedException("there are bytes after its end");
        }
    }

    private long littleEndian(int length) throws RefusedException {
        require(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (bytes[position++] & 0xffL) << (i * Byte.SIZE);
        }
        return value;
    }

    private static int length(int length, int max) throws RefusedException {
        if (length > max) {
            throw new RefusedException("a number is too long");
        }
        return length;
    }

    private void require(int count) throws RefusedException {
        if (count < 0 || count > end - position) {
            throw new RefusedException("it ends too early");
        }
    }
}
