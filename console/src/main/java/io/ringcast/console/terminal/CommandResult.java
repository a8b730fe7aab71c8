package io.ringcast.console.terminal;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of a command.
 *
 * @param status one word, defined by the service
 * @param reason why it failed, as a reason code or a sentence; null if there is nothing to say
 * @param lines what the prompt prints
 * @param details further fields of the REST answer
 * @param quit whether the process ends with this command
 */
public record CommandResult(
        String status, @Nullable String reason, List<String> lines, Map<String, Object> details, boolean quit) {
    /** The status of a change whose outcome is unknown. A refusal never has it. */
    public static final String UNKNOWN = "UNKNOWN";

    /** Keeps copies. */
    public CommandResult {
        lines = List.copyOf(lines);
        details = Map.copyOf(details);
    }

    /** A result with nothing but lines. */
    public static CommandResult of(String status, List<String> lines) {
        return new CommandResult(status, null, lines, Map.of(), false);
    }

    /** A result with a reason, which is also the line to print. */
    public static CommandResult refused(String status, String reason) {
        return new CommandResult(status, reason, List.of(reason), Map.of(), false);
    }
}
