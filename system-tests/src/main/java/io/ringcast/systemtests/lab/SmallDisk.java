package io.ringcast.systemtests.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes, in memory, that can be filled or made read-only. Needs root; see {@link #isPossible(Path)}. */
public final class SmallDisk implements AutoCloseable {
    private static final byte[] BLOCK = new byte[4096];

    private final Path directory;
    private final Thread removal;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.removal = new Thread(this::unmount);
    }

    /** Whether this machine lets us mount. */
    public static boolean isPossible(Path scratch) {
        try {
            at(scratch, 1).close();
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Mounts a disk on a directory, which is created if need be. */
    public static SmallDisk at(Path directory, int megabytes) {
        return mount(directory, "size=" + megabytes + "m");
    }

    /** Mounts a disk from which no program can be run and no library loaded. */
    public static SmallDisk withoutPrograms(Path directory, int megabytes) {
        return mount(directory, "noexec,size=" + megabytes + "m");
    }

    private static SmallDisk mount(Path directory, String options) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Shell.run("mount", "-t", "tmpfs", "-o", options, "tmpfs", directory.toString());
        SmallDisk disk = new SmallDisk(directory);
        Runtime.getRuntime().addShutdownHook(disk.removal);
        return disk;
    }

    /** Leaves no byte free. */
    public void fill() {
        try (OutputStream filler = Files.newOutputStream(filler())) {
            while (true) {
                filler.write(BLOCK);
            }
        } catch (IOException full) {
            // The disk is full, as intended.
        }
    }

    /** Deletes what {@link #fill()} wrote. */
    public void free() {
        try {
            Files.deleteIfExists(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on nothing can be written. Fails while a file is open for writing. */
    public void makeReadOnly() {
        Shell.run("mount", "-o", "remount,ro", directory.toString());
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(removal);
        } catch (IllegalStateException e) {
            // The JVM is already ending, and the hook does the same.
        }
        unmount();
    }

    private Path filler() {
        return directory.resolve("filler");
    }

    private void unmount() {
        Shell.succeeds("umount", "--lazy", directory.toString());
    }
}
