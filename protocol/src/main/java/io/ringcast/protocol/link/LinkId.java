package io.ringcast.protocol.link;

import java.util.regex.Pattern;

/**
 * Names one link for its whole life: a random number, 16 hexadecimal digits. Both ends know it before the first frame.
 * A process that restarts, or a ring that is wired anew, has links with other ids; what is still on its way for an
 * older one is dropped and cannot be mistaken for a frame of the new one.
 */
public record LinkId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{16}");

    /** Checks the form. */
    public LinkId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a link id is 16 hexadecimal digits");
        }
    }

    /** The id with these 64 bits. */
    public static LinkId of(long bits) {
        return new LinkId("%016x".formatted(bits));
    }

    @Override
    public String toString() {
        return value;
    }
}
