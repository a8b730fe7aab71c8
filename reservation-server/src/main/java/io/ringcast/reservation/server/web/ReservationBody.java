package io.ringcast.reservation.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ringcast.reservation.server.domain.Reservation;
import io.swagger.v3.oas.annotations.media.Schema;
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
        @Schema(example = "ME4494") String room,
        @Schema(example = "8:30-9:30") String timeslot,
        @Schema(example = "Monday") String day,
        @Schema(example = "alice") String holder,
        @Schema(example = "c7f3k9-2") String requestId,

        @Schema(example = "2026-11-21T08:15:30.123Z") @Nullable
        Instant time) {
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
