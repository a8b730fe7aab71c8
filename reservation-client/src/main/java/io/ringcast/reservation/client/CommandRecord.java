package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.ReservationRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command and every answer to it so far.
 *
 * @param request its first datagram
 * @param startedAt when that was sent
 * @param first the reply that ended it; null while there is none
 * @param attempts how often it was sent
 * @param replies in the order of arrival
 */
public record CommandRecord(
        ReservationRequest request,
        Instant startedAt,
        @Nullable FirstReply first,
        int attempts,
        List<ReceivedReply> replies) {}
