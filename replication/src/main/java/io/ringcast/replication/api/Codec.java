package io.ringcast.replication.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.Function;

/** Encodes values as bytes. Equal values have equal bytes. Safe for several threads. */
public interface Codec<T> {
    /** Writes a value piece by piece, since it may be large. */
    void write(T value, OutputStream to) throws IOException;

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if the bytes are something else
     */
    T decode(byte[] bytes);

    /** The same bytes as an array. */
    default byte[] encode(T value) {
        var bytes = new ByteArrayOutputStream();
        try {
            write(value, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** A codec of small values. */
    static <T> Codec<T> of(Function<T, byte[]> encode, Function<byte[], T> decode) {
        return new Codec<>() {
            @Override
            public void write(T value, OutputStream to) throws IOException {
                to.write(encode.apply(value));
            }

            @Override
            public byte[] encode(T value) {
                return encode.apply(value);
            }

            @Override
            public T decode(byte[] bytes) {
                return decode.apply(bytes);
            }
        };
    }
}
