package io.ringcast.reservation.server.web.exchange;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Ordered;
import io.ringcast.reservation.server.codec.CatalogJson;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.Slot;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.web.Fields;
import io.ringcast.reservation.server.web.ProblemResponses;
import io.ringcast.reservation.server.web.Submissions;
import io.ringcast.reservation.server.web.exchange.ImportReport.RefusedLine;
import io.ringcast.reservation.server.web.exchange.ImportReport.Stop;
import io.ringcast.reservation.server.web.exchange.ImportReport.UnknownLine;
import io.ringcast.reservation.server.web.table.TableRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Reserves the lines of a table. A line that is refused does not stop the rest; a line that finds the group unable to decide
 * does, since the next ones would each wait in vain.
 *
 * <p>Some lines are under way at a time, so that they share the waits for the disk and the other servers. Two lines for the
 * same slot are not: the first line has it.
 */
final class ReservationImport {
    /** Each takes a session of the group while it lasts. */
    private static final int AT_A_TIME = 100;

    /** A view change after a crash usually takes less. */
    private static final Duration TIMEOUT = Duration.ofSeconds(4);

    private static final String UNAVAILABLE = "UNAVAILABLE";
    private static final String DRY_RUN = "dryrun";

    private final List<TableRow> rows;
    private final List<RefusedLine> refused = new ArrayList<>();
    private final List<UnknownLine> unknown = new ArrayList<>();
    private int refusedCount;
    private int reserved;
    private int unavailableCount;
    private @Nullable ErrorResponseException stop;

    ReservationImport(List<TableRow> rows) {
        this.rows = rows;
    }

    /**
     * Reserves.
     *
     * @throws ErrorResponseException 503 if the group cannot decide, and nothing was done at all
     */
    ImportReport run(Submissions submissions) throws InterruptedException {
        int done = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (done < rows.size() && stop == null) {
                List<TableRow> batch = batchFrom(done);
                for (Future<Runnable> result : threads.invokeAll(batch.stream()
                        .map(row -> (Callable<Runnable>) () -> reserve(row, submissions))
                        .toList())) {
                    result.resultNow().run();
                }
                done += batch.size();
                if (stop != null && unavailableCount == done) {
                    throw stop;
                }
            }
        }
        return report(done);
    }

    /** What {@link #run} would report now; nothing is reserved. */
    ImportReport tryOut(State now) {
        State state = now;
        for (TableRow row : rows) {
            try {
                var ordered = new Ordered<Command>(new RequestId(DRY_RUN, row.line()), 0, command(row));
                var transition = Rules.apply(state, ordered, CatalogJson.REPLIES_FIT);
                if (transition.outcome() instanceof Outcome.Refusal refusal) {
                    throw ProblemResponses.of(refusal, state.catalog());
                }
                state = transition.state();
                reserved++;
            } catch (ErrorResponseException e) {
                refuse(row, e.getBody());
            }
        }
        return report(rows.size());
    }

    private List<TableRow> batchFrom(int first) {
        Set<List<@Nullable String>> slots = new HashSet<>();
        int end = first;
        while (end < rows.size() && end - first < AT_A_TIME && slots.add(slotOf(rows.get(end)))) {
            end++;
        }
        return rows.subList(first, end);
    }

    private static List<@Nullable String> slotOf(TableRow row) {
        List<@Nullable String> names = new ArrayList<>();
        names.add(row.room());
        names.add(row.timeslot());
        names.add(row.day());
        return names;
    }

    /** Returns what is to be noted. */
    private Runnable reserve(TableRow row, Submissions submissions) {
        try {
            submissions.submit(command(row), Outcome.RoomReserved.class, TIMEOUT);
            return () -> reserved++;
        } catch (ErrorResponseException e) {
            return () -> note(row, e);
        }
    }

    private static Command.ReserveRoom command(TableRow row) {
        if (row.wrong() != null) {
            throw ProblemResponses.badCommand(row.wrong());
        }
        Slot slot = new Slot(
                Fields.name("room", row.room()),
                Fields.name("timeslot", row.timeslot()),
                Fields.name("day", row.day()));
        return new Command.ReserveRoom(slot, Fields.name("holder", row.holder()));
    }

    private void note(TableRow row, ErrorResponseException why) {
        ProblemDetail problem = why.getBody();
        switch (property(problem, "code")) {
            case ProblemResponses.UNKNOWN_OUTCOME -> {
                unknown.add(new UnknownLine(row.line(), property(problem, "requestId"), detail(problem)));
                stop = why;
            }
            case UNAVAILABLE -> {
                refuse(row, problem);
                unavailableCount++;
                stop = why;
            }
            default -> refuse(row, problem);
        }
    }

    private void refuse(TableRow row, ProblemDetail problem) {
        refusedCount++;
        if (refused.size() < ImportReport.REFUSED_MAX) {
            refused.add(new RefusedLine(row.line(), property(problem, "code"), detail(problem)));
        }
    }

    /** @param done how many lines were tried */
    private ImportReport report(int done) {
        Stop stopped = stop == null || done == rows.size()
                ? null
                : new Stop(rows.get(done).line(), rows.size() - done, detail(stop.getBody()));
        return new ImportReport(reserved, refused, refusedCount, unknown, stopped);
    }

    private static String detail(ProblemDetail problem) {
        return String.valueOf(problem.getDetail());
    }

    private static String property(ProblemDetail problem, String name) {
        Map<String, Object> properties = problem.getProperties();
        return String.valueOf(properties == null ? null : properties.get(name));
    }
}
