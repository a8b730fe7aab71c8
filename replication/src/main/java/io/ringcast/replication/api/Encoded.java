package io.ringcast.replication.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are compared by content and never change: a command or an outcome as {@link StateMachine} encodes it. */
public final class Encoded {
    private final byte[] bytes;

    private Encoded(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes ownership: the caller must not change the bytes any more. */
    public static Encoded of(byte[] bytes) {
        return new Encoded(bytes);
    }

    /** The bytes themselves, not a copy: the caller must not change them. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Encoded that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
