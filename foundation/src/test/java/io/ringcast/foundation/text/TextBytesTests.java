package io.ringcast.foundation.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextBytesTests {
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkTellsTheCharset(String charset) throws UnreadableTextException {
        assertThat(decode("\uFEFFroom,Zoë 😀", charset, null)).isEqualTo("room,Zoë 😀");
        assertThat(decode("\uFEFFroom", charset, WINDOWS))
                .as("whatever is told")
                .isEqualTo("room");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void withoutAMarkAnAsciiBeginningTellsIt(String charset) throws UnreadableTextException {
        assertThat(decode("room,Zoë", charset, null)).isEqualTo("room,Zoë");
        assertThat(decode("", charset, null)).isEmpty();
        assertThat(decode("a", "UTF-8", null)).isEqualTo("a");
    }

    @Test
    void whatIsToldCountsWhereTheBytesTellNothing() throws UnreadableTextException {
        assertThat(decode("Zoë", "windows-1252", WINDOWS)).isEqualTo("Zoë");
    }

    @ParameterizedTest
    @CsvSource({"'\n', 3", "'\r', 3", "'\r\n', 3", "'\n\r', 5"})
    void theFirstByteThatDoesNotFitIsToldWithItsLine(String end, int line) {
        String before = "room" + end + "a" + end;
        assertThatThrownBy(() -> decode(before + "Zoë\nZoë", "windows-1252", null))
                .hasMessage("It is not in UTF-8: line " + line + " has the byte 0xEB (at offset "
                        + (before.length() + 2) + ").");
    }

    @Test
    void aByteFarInALargeTextIsFoundWhereItIs() throws IOException {
        byte[] text = ("ä".repeat(10_000) + "\n").repeat(20).getBytes(StandardCharsets.UTF_8);
        text[text.length - 3] = (byte) 0xE4;

        assertThat(Misfit.find(new ByteArrayInputStream(text), StandardCharsets.UTF_8))
                .hasValue(new Misfit(20, text.length - 3L, 0xE4));
    }

    @Test
    void aTextThatEndsInTheMiddleOfACharacterDoesNotFit() {
        assertThatThrownBy(() -> TextBytes.decode(new byte[] {'a', (byte) 0xC3}, null))
                .hasMessageContaining("line 1 has the byte 0xC3 (at offset 1)");
    }

    @ParameterizedTest
    @CsvSource({
        "504B030414000600, a ZIP file",
        "D0CF11E0A1B11AE1, an old Excel workbook",
        "425A683931415926, a bzip2 file",
        "FD377A585A000004, an xz file",
        "28B52FFD2407, a Zstandard file",
        "255044462D312E37, a PDF",
        "504B0506, an empty ZIP file",
        "377ABCAF271C0004, a 7-Zip file",
        "526172211A0700, a RAR file",
        "7B5C72746631, a text of a word processor (RTF)",
        "89504E470D0A1A0A00, a picture (PNG)",
        "FFD8FFE0, a picture (JPEG)",
        "474946383961, a picture (GIF)",
        "53514C69746520666F726D6174203300, an SQLite database",
        "504152311504, a Parquet file"
    })
    void whatIsNoTextIsCalledByItsName(String hex, String name) {
        assertThatThrownBy(() -> TextBytes.decode(HexFormat.of().parseHex(hex), null))
                .hasMessageStartingWith("It is " + name);
    }

    @Test
    void anArchiveOfTapesIsCalledByItsName() {
        byte[] tar = new byte[1024];
        tar[0] = 'a';
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, tar, 257, 5);
        assertThatThrownBy(() -> TextBytes.decode(tar, null)).hasMessageStartingWith("It is a tar archive");
    }

    @Test
    void aTextThatBeginsLikeAParquetFileIsAText() throws UnreadableTextException {
        assertThat(TextBytes.decode("PAR1\nPAR2\n".getBytes(StandardCharsets.UTF_8), null))
                .startsWith("PAR1");
    }

    @Test
    void gzipIsCalledByItsName() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("room,timeslot".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> TextBytes.decode(bytes.toByteArray(), null))
                .hasMessage("It is a gzip file; unpack it first (gunzip).");
    }

    private static String decode(String text, String charset, @Nullable Charset told) throws UnreadableTextException {
        return TextBytes.decode(text.getBytes(Charset.forName(charset)), told);
    }
}
