package io.ringcast.foundation.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Optional;

/**
 * The first byte of a text that is not in its charset.
 *
 * @param line counted from 1; lines end in LF, CR LF or CR
 * @param offset the byte's place in the text, from 0
 * @param value the byte, 0 to 255
 */
public record Misfit(long line, long offset, int value) {
    private static final int BUFFER_BYTES = 1 << 13;

    /** Reads a text to its end, or to the first byte that is not in the charset. */
    public static Optional<Misfit> find(InputStream text, Charset charset) throws IOException {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
        CharBuffer characters = CharBuffer.allocate(BUFFER_BYTES);
        var lines = new LineCount();
        long before = 0;
        for (boolean ended = false; !ended; ) {
            int count = text.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            bytes.position(bytes.position() + Math.max(count, 0)).flip();
            CoderResult result;
            do {
                result = decoder.decode(bytes, characters, ended);
                lines.count(characters.flip());
                characters.clear();
            } while (result.isOverflow());
            if (result.isError()) {
                return Optional.of(new Misfit(
                        lines.line, before + bytes.position(), Byte.toUnsignedInt(bytes.get(bytes.position()))));
            }
            before += bytes.position();
            bytes.compact();
        }
        return Optional.empty();
    }

    /** {@code line 3 has the byte 0xEB (at offset 57)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "line %d has the byte 0x%02X (at offset %d)", line, value, offset);
    }

    private static final class LineCount {
        private long line = 1;
        private boolean afterReturn;

        void count(CharBuffer characters) {
            while (characters.hasRemaining()) {
                char c = characters.get();
                if (c == '\r' || (c == '\n' && !afterReturn)) {
                    line++;
                }
                afterReturn = c == '\r';
            }
        }
    }
}
