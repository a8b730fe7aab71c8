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
     * Does what a line says, and returns when it is done. A wrong line is a result like any other: it says what would have
     * been right. {@code quit} and {@code exit} never come here, {@code help} does.
     *
     * @param line not blank
     */
    CommandResult execute(String line);

    /**
     * What is not known when the process ends before a command is answered: a sentence that says how to find out, or nothing
     * if the command changes nothing.
     */
    default Optional<String> whenCutOff(String line) {
        return Optional.empty();
    }

    /**
     * The words that could stand next.
     *
     * @param words the words before, possibly none
     * @return all candidates, unfiltered; called on the terminal's thread while somebody types
     */
    List<String> completions(List<String> words);
}
