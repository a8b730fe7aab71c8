package io.ringcast.foundation.text;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Files that people take for a table or a list, known by their first bytes. */
public final class NotText {
    /** How many of a file's first bytes are looked at. */
    public static final int HEAD_BYTES = 512;

    private static final int TAR_MAGIC_OFFSET = 257;
    private static final String TAR_MAGIC = "7573746172";

    /** Their first bytes, in hexadecimal digits. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("1f8b", "a gzip file; unpack it first (gunzip)"),
            Map.entry("504b0304", "a ZIP file, as an .xlsx or .ods workbook is; save it as CSV or text, in UTF-8"),
            Map.entry("504b0506", "an empty ZIP file"),
            Map.entry("d0cf11e0a1b11ae1", "an old Excel workbook (.xls); save it as CSV or text, in UTF-8"),
            Map.entry("425a6839314159", "a bzip2 file; unpack it first (bunzip2)"),
            Map.entry("fd377a585a00", "an xz file; unpack it first (unxz)"),
            Map.entry("28b52ffd", "a Zstandard file; unpack it first (unzstd)"),
            Map.entry("377abcaf271c", "a 7-Zip file; unpack it first"),
            Map.entry("526172211a07", "a RAR file; unpack it first"),
            Map.entry("255044462d", "a PDF; save the table in it as CSV or text, in UTF-8"),
            Map.entry("7b5c727466", "a text of a word processor (RTF); save it as plain text, in UTF-8"),
            Map.entry("89504e470d0a1a0a", "a picture (PNG)"),
            Map.entry("ffd8ff", "a picture (JPEG)"),
            Map.entry("474946383", "a picture (GIF)"),
            Map.entry("53514c69746520666f726d6174203300", "an SQLite database; export the table as CSV, in UTF-8"),
            Map.entry("5041523115", "a Parquet file; export it as CSV, in UTF-8"));

    private NotText() {}

    /**
     * What a file is instead of text, and what to do, for example {@code a gzip file; unpack it first (gunzip)}; empty if
     * it may be text.
     *
     * @param head its first {@value #HEAD_BYTES} bytes, or all if there are fewer
     */
    public static Optional<String> kind(byte[] head) {
        if (HexFormat.of().formatHex(head).startsWith(TAR_MAGIC, 2 * TAR_MAGIC_OFFSET)) {
            return Optional.of("a tar archive; unpack it first (tar xf)");
        }
        return KINDS.entrySet().stream()
                .filter(kind -> startsWith(head, kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whether a file begins with these bytes, in hexadecimal digits. */
    public static boolean startsWith(byte[] head, String digits) {
        return HexFormat.of().formatHex(head).startsWith(digits);
    }
}
