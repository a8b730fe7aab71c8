package io.ringcast.systemtests.load;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a load generator does.
 *
 * @param name of the generator; its clients' names begin with it
 * @param data the directory with rooms.txt, timeslots.txt and days.txt
 * @param history where the operations are written
 */
public record LoadPlan(String name, LoadTarget target, Amount amount, Timing timing, Path data, Path history) {

    /**
     * The group that is put under load.
     *
     * @param bind the address of the interface on which the group is reached
     * @param secret signs every datagram; null leaves them unsigned
     */
    public record LoadTarget(
            String group, int port, String bind, @Nullable String secret) {}

    /**
     * How much is done.
     *
     * @param clients how many work at once, each with one command at a time
     * @param operations how many each client does at most
     * @param seed of what they choose at random
     */
    public record Amount(int clients, int operations, long seed) {}

    /**
     * How long clients wait.
     *
     * @param patience for the answer to a command
     * @param repeatAfter without an answer, until they first repeat a command
     * @param think between two commands
     */
    public record Timing(Duration patience, Duration repeatAfter, Duration think) {
        /** The timeout after which the product's own client first repeats a command. */
        public static final Duration REPEAT_AFTER = Duration.ofMillis(200);

        /** Clients that repeat commands as the product's own client does. */
        public static Timing of(Duration patience, Duration think) {
            return new Timing(patience, REPEAT_AFTER, think);
        }
    }

    /** The plan as the argument of {@link LoadGenerator}. */
    public String argument() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    static LoadPlan of(String argument) {
        return JsonMapper.shared().readValue(argument, LoadPlan.class);
    }
}
