package io.ringcast.foundation.text;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A text that is in memory as a whole. */
public final class TextBytes {
    private TextBytes() {}

    /**
     * The text, without a byte order mark. Its charset is the one that its beginning tells, else the one that somebody has
     * told, else UTF-8.
     *
     * @throws UnreadableTextException if it is no text, or not in that charset
     */
    public static String decode(byte[] bytes, @Nullable Charset told) throws UnreadableTextException {
        Optional<String> other = NotText.kind(Arrays.copyOf(bytes, Math.min(bytes.length, NotText.HEAD_BYTES)));
        if (other.isPresent()) {
            throw new UnreadableTextException("It is " + other.get() + ".");
        }
        Optional<Encoding> found = Encoding.of(bytes);
        Charset charset = found.map(Encoding::charset).orElse(told == null ? StandardCharsets.UTF_8 : told);
        int mark = found.map(Encoding::markBytes).orElse(0);
        var misfit = misfit(bytes, charset, mark);
        if (misfit.isPresent()) {
            throw new UnreadableTextException(sentence(misfit.get(), charset));
        }
        return new String(bytes, mark, bytes.length - mark, charset);
    }

    private static Optional<Misfit> misfit(byte[] bytes, Charset charset, int mark) {
        try {
            return Misfit.find(new ByteArrayInputStream(bytes, mark, bytes.length - mark), charset)
                    .map(found -> new Misfit(found.line(), found.offset() + mark, found.value()));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
    }

    private static String sentence(Misfit misfit, Charset charset) {
        return "It is not in " + charset.name() + ": " + misfit + ".";
    }
}
