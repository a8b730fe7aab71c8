package io.ringcast.foundation.text;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The encoding that the beginning of a text tells: by a byte order mark, or by the zero bytes that UTF-16 has between
 * the letters of a first line in ASCII.
 *
 * @param markBytes the length of the byte order mark, 0 if there is none
 */
public record Encoding(Charset charset, int markBytes) {
    /** In hexadecimal digits; the longer ones first, since that of UTF-32LE begins like that of UTF-16LE. */
    private static final List<String> MARKS =
            List.of("fffe0000 UTF-32LE", "0000feff UTF-32BE", "efbbbf UTF-8", "fffe UTF-16LE", "feff UTF-16BE");

    private static final int MARK_BYTES_MAX = 4;

    /**
     * What the beginning tells; empty if it tells nothing.
     *
     * @param head the first bytes of the text; four are enough
     */
    public static Optional<Encoding> of(byte[] head) {
        String digits = HexFormat.of().formatHex(head, 0, Math.min(head.length, MARK_BYTES_MAX));
        for (String mark : MARKS) {
            int end = mark.indexOf(' ');
            if (digits.startsWith(mark.substring(0, end))) {
                return Optional.of(new Encoding(Charset.forName(mark.substring(end + 1)), end / 2));
            }
        }
        if (head.length < MARK_BYTES_MAX) {
            return Optional.empty();
        }
        if (head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) {
            return Optional.of(new Encoding(StandardCharsets.UTF_16LE, 0));
        }
        return head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0
                ? Optional.of(new Encoding(StandardCharsets.UTF_16BE, 0))
                : Optional.empty();
    }
}
