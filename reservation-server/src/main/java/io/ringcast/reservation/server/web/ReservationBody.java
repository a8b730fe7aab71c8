package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.reservation.server.domain.Reservation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reservation as JSON.
 *
 * @param requestId the request that made it
 * @param time when; left out when it was there from the start
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReservationBody(
        String room,
        String timeslot,
        String day,
        String holder,
        String requestId,
        @Nullable Instant time) {
    static ReservationBody of(Reservation reservation) {
        return new ReservationBody(
                reservation.slot().room(),
                reservation.slot().timeslot(),
                reservation.slot().day(),
                reservation.holder(),
                reservation.requestId(),
                reservation.timeMillis() == 0 ? null : Instant.ofEpochMilli(reservation.timeMillis()));
    }
}
