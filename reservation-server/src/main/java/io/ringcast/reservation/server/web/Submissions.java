package io.ringcast.reservation.server.web;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.foundation.RequestId;
import io.ringcast.replication.OutcomeUnknownException;
import io.ringcast.replication.UnavailableException;
import io.ringcast.replication.api.Ordered;
import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.app.ReservationService;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.CatalogLimit;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.State;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Submits commands to the service, waits for their outcomes, and turns refusals into problem details. */
@Component
public class Submissions {
    /** Longer than a view change after a crash usually takes, shorter than the patience of HTTP clients. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ReservationService service;
    private final WaitingCommands waiting;

    public Submissions(ReservationService service, WaitingCommands waiting) {
        this.service = service;
        this.waiting = waiting;
    }

    public <O extends Outcome> O submit(Command command, Class<O> expected) {
        return submit(command, expected, TIMEOUT);
    }

    public <O extends Outcome> O submit(Command command, Class<O> expected, Duration timeout) {
        return accepted(waited(() -> service.submit(command, timeout)), expected, catalog());
    }

    /** What a command would do to a state, without doing it. */
    public <O extends Outcome> O tryOut(State state, Command command, CatalogLimit limit, Class<O> expected) {
        var ordered = new Ordered<>(new RequestId("dry", 1), 0, command);
        return accepted(Rules.apply(state, ordered, limit).outcome(), expected, state.catalog());
    }

    private static <O extends Outcome> O accepted(Outcome outcome, Class<O> expected, @Nullable Catalog catalog) {
        if (outcome instanceof Outcome.Refusal refusal) {
            throw ProblemResponses.of(refusal, catalog);
        }
        return expected.cast(outcome);
    }

    /** As this server knows it now; null before it knows any. Never waits. */
    private @Nullable Catalog catalog() {
        return service.status().replica().report().application() instanceof State state ? state.catalog() : null;
    }

    public State read() {
        return waited(() -> service.read(TIMEOUT));
    }

    /** The latest changes that this server has applied and still keeps, oldest first. */
    public List<AuditEntry> latestChanges(int countMax) {
        try {
            long index = service.status().replica().report().index();
            return service.log(Math.max(0, index - countMax), countMax);
        } catch (UnavailableException e) {
            throw ProblemResponses.unavailable(e.reason());
        }
    }

    private <T> T waited(Supplier<T> action) {
        try {
            return waiting.run(action);
        } catch (UnavailableException e) {
            throw ProblemResponses.unavailable(e.reason());
        } catch (OutcomeUnknownException e) {
            throw ProblemResponses.unknown(e);
        }
    }
}
