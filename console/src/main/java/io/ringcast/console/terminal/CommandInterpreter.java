package io.ringcast.console.terminal;

import java.util.List;
import java.util.Optional;

/**
 * The commands of a service, as lines of text. A bean of this type gives the process a terminal and {@code POST
 * /api/commands}.
 *
 * <p>Terminal and REST may call at the same time, from different threads; an implementation orders what must be ordered.
 */
public interface CommandInterpreter {
    /**
     * Executes a line, and returns when it is done. The result of a wrong line says what would have been right. {@code quit}
     * and {@code exit} are not passed on, {@code help} is.
     *
     * @param line not blank
     */
    CommandResult execute(String line);

    /**
     * Executes a line whose effect comes about once, however often it is executed under this key, by this process or its successors.
     *
     * @return empty if this service knows no keys; then nothing was done
     */
    default Optional<CommandResult> executeOnce(String line, String key) {
        return Optional.empty();
    }

    /**
     * For a process that ends before a command is answered: a sentence that says how to find out the outcome; empty if the
     * command changes nothing.
     */
    default Optional<String> whenCutOff(String line) {
        return Optional.empty();
    }

    /**
     * The words that may come next.
     *
     * @param words the words before, possibly none
     * @return all candidates, unfiltered; called on the terminal's thread while somebody types
     */
    List<String> completions(List<String> words);
}
