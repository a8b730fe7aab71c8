package io.ringcast.console;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terminal, HTTP and trace of a process.
 *
 * @param terminal {@code ringcast.terminal}: reads commands from standard input, if the process takes commands at all.
 *     True by default in a started process, false makes it a service
 * @param exitAtEndOfInput {@code ringcast.exit-at-end-of-input}: whether the process ends when standard input does
 * @param promptHistory {@code ringcast.prompt-history}: the file that keeps the lines of a prompt for the next run; by default
 *     {@code .ringcast/<program>.history} in the user's home
 * @param httpPort {@code ringcast.http-port}: where to start looking for a free port when {@code server.port} is not set
 * @param traceHistory {@code ringcast.trace-history}: how many datagrams {@code GET /api/trace} remembers
 */
@Validated
@ConfigurationProperties("ringcast")
public record ConsoleProperties(
        @DefaultValue("false") boolean terminal,
        @DefaultValue("true") boolean exitAtEndOfInput,
        @Nullable Path promptHistory,
        @DefaultValue("8080") @Min(1) @Max(65_535) int httpPort,
        @DefaultValue("1000") @Min(1) @Max(100_000) int traceHistory) {}
