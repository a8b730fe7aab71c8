package io.ringcast.reservation.server.web.table;

import org.jspecify.annotations.Nullable;

/**
 * One line of a table.
 *
 * @param line where it begins, from 1
 * @param wrong why its cells cannot be told apart; null if they can
 */
public record TableRow(
        long line,
        @Nullable String room,
        @Nullable String timeslot,
        @Nullable String day,
        @Nullable String holder,
        @Nullable String wrong) {}
