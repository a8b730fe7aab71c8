package io.ringcast.systemtests.demo;

import io.ringcast.systemtests.lab.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What the launcher needs HTTP and JSON for. The first argument is one of these commands:
 *
 * <ul>
 *   <li>{@code free NAME=PORT...}: fails if a port is in use
 *   <li>{@code await RUN NAME...}: waits until the processes of a run directory serve
 *   <li>{@code status RUN}: prints the state of each
 *   <li>{@code story RUN PORT}: walks through the story; peers take the UDP ports from this one on
 * </ul>
 */
public final class Demo {
    private static final Duration SERVES_WITHIN = Duration.ofSeconds(Long.getLong("ringcast.wait", 120));

    private Demo() {}

    /** Runs a command. Exits with 1 after a message if it fails. */
    public static void main(String[] arguments) {
        List<String> rest = List.of(arguments).subList(1, arguments.length);
        try {
            switch (arguments[0]) {
                case "free" -> rest.forEach(Demo::checkFree);
                case "await" ->
                    rest.stream().skip(1).forEach(name -> awaitReady(new DemoProcess(Path.of(rest.getFirst()), name)));
                case "status" -> DemoProcess.all(Path.of(rest.getFirst())).forEach(Demo::tellState);
                case "story" -> new Story(Path.of(rest.getFirst()), Integer.parseInt(rest.getLast())).tell();
                default -> throw new DemoException("there is no command " + arguments[0]);
            }
        } catch (DemoException e) {
            System.err.println("ringcast: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void checkFree(String nameAndPort) {
        String[] parts = nameAndPort.split("=");
        if (!Ports.isFreeTcp(Integer.parseInt(parts[1]))) {
            throw new DemoException("port " + parts[1] + " is in use, and " + parts[0]
                    + " should have it; stop what uses it, or set RINGCAST_HTTP to another first port");
        }
    }

    private static void tellState(DemoProcess process) {
        String state = process.isReady() ? "healthy" : process.isAlive() ? "starting" : "does not run";
        System.out.printf("%-8s %-12s %s%n", process.name(), state, process.url());
    }

    /** Waits until a process serves, and prints where. */
    static void awaitReady(DemoProcess process) {
        System.out.print("  " + process.name() + " ");
        boolean ready = await(SERVES_WITHIN, () -> {
            System.out.print(".");
            System.out.flush();
            return !process.isAlive() || process.isReady();
        });
        if (!process.isAlive()) {
            System.err.println("\n" + process.endOfLog());
            throw new DemoException(process.name() + " did not start; its log is above");
        }
        if (!ready) {
            throw new DemoException(process.name() + " is not healthy after " + SERVES_WITHIN.toSeconds() + " s; see "
                    + process.run().resolve(process.name() + ".log"));
        }
        System.out.println(" " + process.url());
    }

    /** Whether something becomes true within a time. */
    static boolean await(Duration time, BooleanSupplier condition) {
        try {
            Awaitility.await()
                    .atMost(time)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(300))
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /** The demonstration cannot go on; the message is for the user. */
    static final class DemoException extends RuntimeException {
        DemoException(String message) {
            super(message);
        }
    }
}
