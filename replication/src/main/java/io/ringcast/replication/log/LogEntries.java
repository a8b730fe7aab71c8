package io.ringcast.replication.log;

import io.ringcast.replication.api.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The bytes of changes that are stored together. */
public final class LogEntries {
    /** The approximate size of a change. */
    private static final int ENTRY_BYTES = 300;

    private LogEntries() {}

    /** Writes the changes in this order. */
    public static byte[] encode(List<LogEntry> entries) {
        var bytes = new ByteArrayOutputStream(ENTRY_BYTES * entries.size());
        try (var to = new DataOutputStream(bytes)) {
            BinaryFormat.list(to, entries, BinaryFormat::entry);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IllegalStateException if the bytes are not exactly such a list: the disk is broken */
    public static List<LogEntry> decode(byte[] bytes) {
        try {
            DataInputStream from = BinaryFormat.reading(bytes);
            List<LogEntry> entries = BinaryFormat.list(from, BinaryFormat::entry);
            if (from.available() > 0) {
                throw new IOException("%d bytes too many".formatted(from.available()));
            }
            return entries;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not the changes of a log: " + e.getMessage(), e);
        }
    }
}
