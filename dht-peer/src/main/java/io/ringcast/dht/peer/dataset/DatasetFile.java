package io.ringcast.dht.peer.dataset;

import io.ringcast.foundation.text.Encoding;
import io.ringcast.foundation.text.Misfit;
import io.ringcast.foundation.text.NotText;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The file that somebody has named as the dataset: its text, or what it is if it is no such CSV file, and what to do about it. */
final class DatasetFile {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String GZIP_MAGIC = "1f8b";
    private static final Map<Character, String> SEPARATORS =
            Map.of(';', "semicolons", '\t', "tabs", '|', "vertical bars");

    private DatasetFile() {}

    /** The text, unpacked, without a byte order mark. Bytes that are not in its charset are an error. */
    static Reader text(DatasetSource source) throws IOException {
        InputStream bytes = unpacked(source.file());
        try {
            Optional<Encoding> marked = marked(head(bytes));
            if (marked.isPresent()) {
                bytes.skipNBytes(marked.get().markBytes());
            }
            var decoder = marked.map(Encoding::charset)
                    .orElse(source.charset())
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            return new BufferedReader(new InputStreamReader(bytes, decoder), BUFFER_BYTES);
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static InputStream unpacked(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            return isPacked(head(bytes))
                    ? new BufferedInputStream(new GZIPInputStream(bytes, BUFFER_BYTES), BUFFER_BYTES)
                    : bytes;
        } catch (IOException | RuntimeException e) {
            bytes.close();
            throw e;
        }
    }

    private static boolean isPacked(byte[] head) {
        return NotText.startsWith(head, GZIP_MAGIC);
    }

    private static byte[] head(InputStream bytes) throws IOException {
        bytes.mark(NotText.HEAD_BYTES);
        byte[] head = bytes.readNBytes(NotText.HEAD_BYTES);
        bytes.reset();
        return head;
    }

    private static Optional<Encoding> marked(byte[] head) {
        return Encoding.of(head).filter(encoding -> encoding.markBytes() > 0);
    }

    /** Refuses what is no file, or no text in the charset that is configured, by what its first bytes tell. */
    static void requireText(DatasetSource source) throws DatasetException {
        Path file = source.file();
        if (Files.isDirectory(file)) {
            throw new DatasetException(file + " is a directory; dht.dataset names a CSV file");
        }
        if (!Files.isReadable(file)) {
            throw new DatasetException("the dataset " + file.toAbsolutePath()
                    + " does not exist or cannot be read; dht.dataset names a CSV file");
        }
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(
                    file + " is no regular file, and a dataset is read twice; save it to a file and name that");
        }
        boolean packed;
        byte[] head;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                InputStream bytes = unpacked(file)) {
            packed = isPacked(head(raw));
            head = head(bytes);
        } catch (IOException e) {
            throw CsvDataset.unreadable(source, e, 1);
        }
        String name = packed ? file + ", unpacked," : file.toString();
        if (head.length == 0) {
            throw new DatasetException(
                    name
                            + " is empty; a dataset has the names of its columns in the first line, and a record in each further one");
        }
        Optional<String> kind = NotText.kind(head);
        if (kind.isPresent()) {
            throw new DatasetException(name + " is " + kind.get());
        }
        Optional<Encoding> encoding = Encoding.of(head);
        if (encoding.isPresent()
                && encoding.get().markBytes() == 0
                && !isRead(encoding.get().charset(), source.charset())) {
            String charset = encoding.get().charset().name();
            throw new DatasetException(name + " is in " + charset + ", and dht.charset is "
                    + source.charset().name() + "; set dht.charset=" + charset + ", or save the file in UTF-8");
        }
    }

    /** Java's UTF-16 and UTF-32 look at the byte order mark themselves. */
    private static boolean isRead(Charset found, Charset configured) {
        return found.equals(configured)
                || (configured.name().startsWith("UTF-") && found.name().startsWith(configured.name()));
    }

    /** Says what a text is whose first line does not name the key column, unless it may be CSV. */
    static void requireCsv(DatasetSource source, List<String> columns) throws DatasetException {
        String header = String.join(",", columns);
        String start = header.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            throw new DatasetException(source.file()
                    + " is a web page (HTML), perhaps that of a download that failed; open it in a browser");
        }
        if (start.startsWith("<")) {
            throw new DatasetException(source.file() + " is XML; save it as CSV, in UTF-8");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            throw new DatasetException(source.file() + " is JSON; save it as CSV, in UTF-8");
        }
        for (Map.Entry<Character, String> separator : SEPARATORS.entrySet()) {
            if (count(header, separator.getKey()) >= Math.max(1, columns.size())) {
                throw new DatasetException(source.file() + " separates its columns by " + separator.getValue()
                        + "; save it with commas between them");
            }
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    /** For a file that has bytes which its charset does not know. */
    static DatasetException misfit(DatasetSource source, Exception cause) {
        String where;
        Charset charset = source.charset();
        try (InputStream bytes = unpacked(source.file())) {
            charset = marked(head(bytes)).map(Encoding::charset).orElse(charset);
            where = Misfit.find(bytes, charset).map(misfit -> ": " + misfit).orElse("");
        } catch (IOException e) {
            cause.addSuppressed(e);
            where = "";
        }
        return new DatasetException(
                source.file() + " is not in " + charset.name() + where
                        + "; dht.charset names the one that it is written in, such as windows-1252 or x-MacRoman",
                cause);
    }
}
