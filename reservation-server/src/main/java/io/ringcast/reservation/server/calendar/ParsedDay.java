package io.ringcast.reservation.server.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** A day of the catalog whose name tells when it is. */
public sealed interface ParsedDay {
    /** A day of every week: {@code Monday}. */
    record Weekly(DayOfWeek day) implements ParsedDay {}

    /** One day: {@code 2026-11-30}. */
    record Dated(LocalDate date) implements ParsedDay {}
}
