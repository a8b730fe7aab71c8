package io.ringcast.replication.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Proves that a disk can be written before its server joins the group: there is space for what a joiner has to write at once,
 * and a file can be written and forced to the disk. A server whose disk is full would otherwise join, fail at its first
 * write, leave, and have the others change their view each time.
 */
final class DiskProof {
    /** For the write-ahead log and the changes that come with a state. */
    private static final long MARGIN_BYTES = 1 << 20;

    private static final int PROOF_BYTES = 64 * 1024;

    private DiskProof() {}

    /**
     * Proves it for a store's directory.
     *
     * @param stateBytes how large the state is that may have to be written once more while the old one is still there
     */
    static void of(Path directory, long stateBytes) throws IOException {
        long needed = stateBytes + MARGIN_BYTES;
        long free = Files.getFileStore(directory).getUsableSpace();
        Path proof = directory.resolve("proof");
        if (free < needed) {
            throw new FileSystemException(
                    proof.toString(),
                    null,
                    "No space left on device: %d bytes are free, %d are needed".formatted(free, needed));
        }
        try (var channel = FileChannel.open(
                proof, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(PROOF_BYTES);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } finally {
            Files.deleteIfExists(proof);
        }
    }
}
