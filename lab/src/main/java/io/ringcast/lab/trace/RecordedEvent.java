package io.ringcast.lab.trace;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A datagram as one process saw it, or something that was done in the lab.
 *
 * @param number in the order in which the lab learned of it, from 1; not the order in which it happened
 * @param process that saw it; {@code lab} for what was done in the lab
 * @param at by the clock of the host, raw
 * @param direction {@code in}, {@code out}, or {@code lab}
 * @param peer the process at the other end, or {@code group}
 * @param type of the message, or what was done
 * @param id of the request that it is or answers
 * @param text the datagram
 */
public record RecordedEvent(
        @Schema(example = "17") long number,
        @Schema(example = "s1") String process,
        @Schema(example = "2026-11-21T08:15:30.123Z") String at,
        @Schema(example = "in") String direction,
        @Schema(example = "client") String peer,
        @Schema(example = "reserve") String type,
        @Schema(example = "c7f3k9-2") @Nullable String id,
        @Schema(example = "{\"v\":1}") String text) {}
