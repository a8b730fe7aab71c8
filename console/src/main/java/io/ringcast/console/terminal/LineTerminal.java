package io.ringcast.console.terminal;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines and prints answers. For one thread. */
interface LineTerminal extends AutoCloseable {
    /** The next line; null at the end of the input. */
    @Nullable
    String readLine() throws IOException;

    /** Prints the answer to one command. */
    void print(List<String> lines);

    @Override
    void close() throws IOException;
}
