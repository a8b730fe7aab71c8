package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.ReservationService;
import io.ringcast.reservation.server.UnavailableException;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Hands commands to the service, waits for as long as a person would, and turns every refusal into its HTTP answer. */
@Component
class Submissions {
    /** Longer than a view change after a crash usually takes, shorter than the patience of HTTP clients. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ReservationService service;

    Submissions(ReservationService service) {
        this.service = service;
    }

    <O extends Outcome> O submit(Command command, Class<O> expected) {
        try {
            Outcome outcome = service.submit(command, TIMEOUT);
            if (outcome instanceof Outcome.Refusal refusal) {
                throw Refusals.of(refusal);
            }
            return expected.cast(outcome);
        } catch (UnavailableException e) {
            throw Refusals.unavailable(e.reason());
        }
    }

    State read() {
        try {
            return service.read(TIMEOUT);
        } catch (UnavailableException e) {
            throw Refusals.unavailable(e.reason());
        }
    }
}
