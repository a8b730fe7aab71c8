package io.ringcast.console.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Standard input and output without a person: no prompt, no echo; each answer is printed once and flushed. */
final class PipeTerminal implements LineTerminal {
    private final BufferedReader input;
    private final PrintStream output;

    PipeTerminal(InputStream input, PrintStream output, Charset charset) {
        this.input = new BufferedReader(new InputStreamReader(input, charset));
        this.output = output;
    }

    @Override
    public @Nullable String readLine() throws IOException {
        return input.readLine();
    }

    @Override
    public void print(List<String> lines) {
        lines.forEach(output::println);
        output.flush();
    }

    @Override
    public void close() {
        output.flush();
    }
}
