package io.ringcast.reservation.client;

import io.ringcast.protocol.reservation.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts an answer together that comes in parts. ReceivedParts belong together when server, index and number of parts agree: a read
 * that was repeated may have been evaluated again, at another index. For one thread at a time.
 */
final class ReplyAssembly {
    /** Answers that are incomplete at a time; more than so many servers and repetitions are not kept. */
    private static final int INCOMPLETE_MAX = 16;

    private final Map<ReplyKey, ReceivedParts> incomplete = new HashMap<>();

    private record ReplyKey(String server, long index, int parts) {}

    private static final class ReceivedParts {
        final Reply[] byNumber;
        int missing;

        ReceivedParts(int count) {
            byNumber = new Reply[count];
            missing = count;
        }
    }

    /** Adds a part; returns the whole answer if this was the last one missing. */
    Optional<Reply> add(Reply part) {
        if (part.parts() == 1) {
            return Optional.of(part);
        }
        var key = new ReplyKey(part.server(), part.index(), part.parts());
        if (!incomplete.containsKey(key) && incomplete.size() >= INCOMPLETE_MAX) {
            return Optional.empty();
        }
        ReceivedParts parts = incomplete.computeIfAbsent(key, k -> new ReceivedParts(part.parts()));
        if (parts.byNumber[part.part() - 1] == null) {
            parts.byNumber[part.part() - 1] = part;
            parts.missing--;
        }
        if (parts.missing > 0) {
            return Optional.empty();
        }
        incomplete.remove(key);
        return Optional.of(Reply.of(
                part.id(),
                part.attempt(),
                part.server(),
                part.index(),
                part.status(),
                joined(List.of(parts.byNumber))));
    }

    private static Reply.Body joined(List<Reply> parts) {
        return switch (parts.getFirst().body()) {
            case Reply.NameList n ->
                new Reply.NameList(all(parts, body -> body instanceof Reply.NameList p ? p.names() : List.of()));
            case Reply.ReservationList r ->
                new Reply.ReservationList(all(
                        parts, body -> body instanceof Reply.ReservationList p ? p.reservations() : List.of()));
            case Reply.Empty e -> e;
            case Reply.Holder h -> h;
        };
    }

    private static <T> List<T> all(List<Reply> parts, Function<Reply.Body, List<T>> elements) {
        List<T> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(elements.apply(part.body())));
        return all;
    }
}
