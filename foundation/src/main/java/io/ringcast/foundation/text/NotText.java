package io.ringcast.foundation.text;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Files that people take for a table or a list, known by their first bytes. */
public final class NotText {
    /** How many of a file's first bytes are looked at. */
    public static final int HEAD_BYTES = 8;

    /** Their first bytes, in hexadecimal digits. */
    private static final Map<String, String> KINDS = Map.of(
            "1f8b", "a gzip file; unpack it first (gunzip)",
            "504b0304", "a ZIP file, as an .xlsx or .ods workbook is; save it as CSV or text, in UTF-8",
            "d0cf11e0a1b11ae1", "an old Excel workbook (.xls); save it as CSV or text, in UTF-8",
            "425a6839314159", "a bzip2 file; unpack it first (bunzip2)",
            "fd377a585a00", "an xz file; unpack it first (unxz)",
            "28b52ffd", "a Zstandard file; unpack it first (unzstd)",
            "255044462d", "a PDF; save the table in it as CSV or text, in UTF-8");

    private NotText() {}

    /**
     * What a file is instead of text, and what to do, for example {@code a gzip file; unpack it first (gunzip)}; empty if
     * it may be text.
     *
     * @param head its first {@value #HEAD_BYTES} bytes, or all if there are fewer
     */
    public static Optional<String> kind(byte[] head) {
        String digits = HexFormat.of().formatHex(head);
        return KINDS.entrySet().stream()
                .filter(kind -> digits.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
