package io.ringcast.lab.load;

import io.ringcast.lab.process.Answer;
import io.ringcast.lab.process.Calls;
import io.ringcast.lab.process.LabProcess;
import io.ringcast.lab.process.LabProcesses;
import io.ringcast.lab.process.LabRole;
import io.ringcast.lab.process.WrongActionException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * People who reserve and delete all the time, each one slot of his or her own, through the reservation client, which multicasts
 * each command. Thread-safe.
 */
public final class Load implements AutoCloseable {
    /** How many there may be. */
    public static final int CLIENTS_MAX = 32;

    private static final Logger log = LoggerFactory.getLogger(Load.class);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(40);
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final List<String> TIMESLOTS = List.of(
            "8:30-9:30",
            "9:30-10:30",
            "10:30-11:30",
            "11:30-12:30",
            "12:30-13:30",
            "13:30-14:30",
            "14:30-15:30",
            "15:30-16:30");
    private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday", "Friday");

    private final LabProcesses processes;
    private final Calls calls;
    private final List<Thread> clients = new ArrayList<>();
    private final Deque<Done> done = new ArrayDeque<>();

    private record Done(long atNanos, long millis, boolean answered) {}

    /**
     * How the load fares.
     *
     * @param answeredPerSecond in the last ten seconds
     * @param unanswered commands of the last ten seconds that no server answered
     * @param slowestMillis the slowest of the last ten seconds
     */
    public record LoadView(
            @Schema(example = "8") int clients,
            @Schema(example = "61.2") double answeredPerSecond,
            @Schema(example = "0") long unanswered,
            @Schema(example = "38") long slowestMillis) {}

    /** Nobody asks yet. */
    public Load(LabProcesses processes, Calls calls) {
        this.processes = processes;
        this.calls = calls;
    }

    /**
     * Has so many clients ask.
     *
     * @throws WrongActionException if it is not a number from 0 to {@value #CLIENTS_MAX}
     */
    public synchronized void set(int number) {
        if (number < 0 || number > CLIENTS_MAX) {
            throw new WrongActionException("There can be 0 to " + CLIENTS_MAX + " clients.");
        }
        while (clients.size() > number) {
            clients.removeLast().interrupt();
        }
        while (clients.size() < number) {
            int index = clients.size();
            clients.add(Thread.ofVirtual().name("load-" + index).start(() -> ask(index)));
        }
    }

    /** How the load fares. */
    public LoadView view() {
        int number;
        synchronized (this) {
            number = clients.size();
        }
        synchronized (done) {
            forget();
            long answered = done.stream().filter(Done::answered).count();
            return new LoadView(
                    number,
                    (double) answered / WINDOW.toSeconds(),
                    done.size() - answered,
                    done.stream().mapToLong(Done::millis).max().orElse(0));
        }
    }

    private void ask(int index) {
        LabProcess gateway = processes.of(LabRole.CLIENT).getFirst();
        String slot = "SA314 " + TIMESLOTS.get(index % TIMESLOTS.size()) + " "
                + DAYS.get(index / TIMESLOTS.size() % DAYS.size());
        try {
            while (true) {
                one(gateway, "reserve " + slot);
                Thread.sleep(PAUSE);
                one(gateway, "delete " + slot);
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            log.debug("A client of the load leaves");
        }
    }

    private void one(LabProcess gateway, String line) {
        long start = System.nanoTime();
        Answer answer = calls.send(gateway, "POST", "/api/commands", Map.of("line", line), TIMEOUT);
        long end = System.nanoTime();
        String status = answer.body().path("status").asString("");
        boolean answered = answer.isGood()
                && !status.equals("UNAVAILABLE")
                && !status.equals("UNKNOWN")
                && !status.equals("NO_ANSWER");
        synchronized (done) {
            done.addLast(new Done(end, (end - start) / 1_000_000, answered));
            forget();
        }
    }

    private void forget() {
        long oldest = System.nanoTime() - WINDOW.toNanos();
        while (!done.isEmpty() && done.peekFirst().atNanos() - oldest < 0) {
            done.removeFirst();
        }
    }

    @Override
    public void close() {
        set(0);
    }
}
