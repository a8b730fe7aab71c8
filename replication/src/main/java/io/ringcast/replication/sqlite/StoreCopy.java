package io.ringcast.replication.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a store as they are at one moment. As long as the write-ahead log is not copied into the database, the
 * database does not change, and the part of the log that the database lacks stays in its place; a snapshot never
 * changes. So the files can be copied while changes are appended.
 */
final class StoreCopy implements AutoCloseable {
    private static final int PART_BYTES = 256 * 1024;

    private final List<Part> parts = new ArrayList<>();
    private final List<FileChannel> opened = new ArrayList<>();
    private final Runnable whenClosed;
    private volatile boolean abandoned;

    private record Part(String name, FileChannel channel, long bytes) {}

    StoreCopy(Runnable whenClosed) {
        this.whenClosed = whenClosed;
    }

    /** Adds a file that is open; the caller closes it. */
    void add(Path file, FileChannel channel) throws IOException {
        parts.add(new Part(String.valueOf(file.getFileName()), channel, channel.size()));
    }

    /**
     * Adds the write-ahead log.
     *
     * @param bytes how much of it belongs to the store; the next change is written behind that, within the file or not
     */
    void addLog(Path file, long bytes) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        opened.add(channel);
        parts.add(new Part(String.valueOf(file.getFileName()), channel, bytes));
    }

    /** Adds a file; it may be deleted before it is copied. */
    void add(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        opened.add(channel);
        add(file, channel);
    }

    /** Ends the copying soon. */
    void abandon() {
        abandoned = true;
    }

    /** Writes the files into a directory that has none of these names, forced to the disk. */
    void writeTo(Path directory) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(PART_BYTES);
        for (Part part : parts) {
            try (var to = FileChannel.open(
                    directory.resolve(part.name()), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                long at = 0;
                while (at < part.bytes()) {
                    if (abandoned) {
                        throw new IOException("the server ended before the copy was complete");
                    }
                    buffer.clear().limit((int) Math.min(PART_BYTES, part.bytes() - at));
                    readFully(part, at, buffer);
                    at += buffer.flip().limit();
                    while (buffer.hasRemaining()) {
                        to.write(buffer);
                    }
                }
                to.force(true);
            }
        }
    }

    private static void readFully(Part part, long at, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (part.channel().read(buffer, at + buffer.position()) < 0) {
                throw new IOException(part.name() + " is shorter than it was");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try {
            for (FileChannel channel : opened) {
                channel.close();
            }
        } finally {
            whenClosed.run();
        }
    }
}
