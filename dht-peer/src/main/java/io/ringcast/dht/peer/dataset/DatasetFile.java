package io.ringcast.dht.peer.dataset;

import io.ringcast.foundation.text.Encoding;
import io.ringcast.foundation.text.Misfit;
import io.ringcast.foundation.text.NotText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What a file is that somebody has named as the dataset and that is no such CSV file, and what to do about it. */
final class DatasetFile {
    private DatasetFile() {}

    /** Refuses what is no text in the charset that is configured, by what its first bytes tell. */
    static void requireText(DatasetSource source) throws DatasetException {
        byte[] head;
        try (InputStream file = Files.newInputStream(source.file())) {
            head = file.readNBytes(NotText.HEAD_BYTES);
        } catch (IOException e) {
            throw new DatasetException(source.file() + " cannot be read: " + e.getMessage(), e);
        }
        if (head.length == 0) {
            throw new DatasetException(
                    source.file()
                            + " is empty; a dataset has the names of its columns in the first line, and a record in each further one");
        }
        Optional<String> kind = NotText.kind(head);
        if (kind.isPresent()) {
            throw new DatasetException(source.file() + " is " + kind.get());
        }
        Optional<Encoding> encoding = Encoding.of(head);
        if (encoding.isPresent() && !isRead(encoding.get().charset(), source.charset())) {
            String name = encoding.get().charset().name();
            throw new DatasetException(source.file() + " is in " + name + ", and dht.charset is "
                    + source.charset().name() + "; set dht.charset=" + name + ", or save the file in UTF-8");
        }
    }

    /** Java's UTF-16 and UTF-32 look at the byte order mark themselves. */
    private static boolean isRead(Charset found, Charset configured) {
        return found.equals(configured)
                || (configured.name().startsWith("UTF-") && found.name().startsWith(configured.name()));
    }

    /** Refuses a header that is separated by something else. */
    static void requireSeparatedByCommas(DatasetSource source, List<String> columns) throws DatasetException {
        if (columns.size() > 1) {
            return;
        }
        String header = columns.isEmpty() ? "" : columns.getFirst();
        String separator = header.contains(";") ? "semicolons" : header.contains("\t") ? "tabs" : "";
        if (!separator.isEmpty()) {
            throw new DatasetException(
                    source.file() + " separates its columns by " + separator + "; save it with commas between them");
        }
    }

    /** For a file that has bytes which its charset does not know. */
    static DatasetException misfit(DatasetSource source, Exception cause) {
        String where;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(source.file()))) {
            where = Misfit.find(file, source.charset())
                    .map(misfit -> ": " + misfit)
                    .orElse("");
        } catch (IOException e) {
            cause.addSuppressed(e);
            where = "";
        }
        return new DatasetException(
                source.file() + " is not in " + source.charset().name() + where
                        + "; dht.charset names the one that it is written in, such as windows-1252 or x-MacRoman",
                cause);
    }
}
