package io.ringcast.console.grid;

import io.swagger.v3.oas.annotations.media.Schema;

/** Who has a room, and when. */
public record Booking(
        @Schema(example = "ME4494") String room,
        @Schema(example = "Monday") String day,
        @Schema(example = "8:30-9:30") String timeslot,
        @Schema(example = "alice") String holder) {}
