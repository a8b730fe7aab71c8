package io.ringcast.reservation.client;

import io.ringcast.foundation.RequestId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command and every answer to it so far.
 *
 * @param startedAt when it was first sent
 * @param answer the answer that was shown; null while there is none
 * @param attempts how often it was sent
 * @param replies in the order of arrival
 */
public record CommandRecord(
        RequestId id,
        Command command,
        Instant startedAt,
        @Nullable Answer answer,
        int attempts,
        List<ReceivedReply> replies) {}
