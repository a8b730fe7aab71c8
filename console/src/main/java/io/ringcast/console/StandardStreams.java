package io.ringcast.console;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Keeps standard output for answers: after {@link #reserveOutput()} whatever is printed through {@code System.out}, by
 * logging or by any library, goes to standard error.
 */
public final class StandardStreams {
    private StandardStreams() {}

    /** Sends {@code System.out} to standard error. */
    static void reserveOutput() {
        System.setOut(System.err);
    }

    /** The real standard output, buffered: its user flushes it. */
    public static PrintStream output() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), false, charset());
    }

    /** The real standard input. */
    public static InputStream input() {
        return new FileInputStream(FileDescriptor.in);
    }

    /** The charset of both: the system's, or UTF-8 where the system knows only ASCII. */
    public static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        Charset charset = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
    }
}
