package io.ringcast.systemtests.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a load generator does.
 *
 * @param bind the address of the interface on which the group is reached
 * @param clients how many work at once, each with one command at a time
 * @param operations how many each client does at most
 * @param patience how long a client waits for the answer to a command
 * @param repeatAfter after how long without an answer a client first repeats a command
 * @param think how long a client rests between two commands
 * @param data the directory with rooms.txt, timeslots.txt and days.txt
 * @param history where the operations are written
 * @param secret signs every datagram; null leaves them unsigned
 */
public record LoadPlan(
        String group,
        int port,
        String bind,
        String name,
        int clients,
        int operations,
        long seed,
        Duration patience,
        Duration repeatAfter,
        Duration think,
        Path data,
        Path history,
        @Nullable String secret) {

    /** What the product's own client waits. */
    public static final Duration REPEAT_AFTER = Duration.ofMillis(200);

    /** The plan as arguments of {@link LoadGenerator}. */
    public String[] arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "group=" + group,
                "port=" + port,
                "bind=" + bind,
                "name=" + name,
                "clients=" + clients,
                "operations=" + operations,
                "seed=" + seed,
                "patience=" + patience,
                "repeatAfter=" + repeatAfter,
                "think=" + think,
                "data=" + data,
                "history=" + history));
        if (secret != null) {
            arguments.add("secret=" + secret);
        }
        return arguments.toArray(new String[0]);
    }

    static LoadPlan of(String[] arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            values.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
        return new LoadPlan(
                value(values, "group"),
                Integer.parseInt(value(values, "port")),
                value(values, "bind"),
                value(values, "name"),
                Integer.parseInt(value(values, "clients")),
                Integer.parseInt(value(values, "operations")),
                Long.parseLong(value(values, "seed")),
                Duration.parse(value(values, "patience")),
                Duration.parse(value(values, "repeatAfter")),
                Duration.parse(value(values, "think")),
                Path.of(value(values, "data")),
                Path.of(value(values, "history")),
                values.get("secret"));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("missing argument " + key);
        }
        return value;
    }
}
