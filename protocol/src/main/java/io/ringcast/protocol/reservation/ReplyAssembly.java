package io.ringcast.protocol.reservation;

import io.ringcast.protocol.PartAssembly;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Assembles an answer that comes in parts. Parts belong together when server, index and number of parts agree: a read
 * that was repeated may have been evaluated again, at another index. For one thread at a time.
 */
public final class ReplyAssembly {
    /** The largest number of incomplete answers; parts of further ones are dropped. */
    private static final int INCOMPLETE_MAX = 16;

    private final Map<ReplyKey, PartAssembly<Reply>> incomplete = new HashMap<>();

    private record ReplyKey(String server, long index, int parts) {}

    /** Adds a part; returns the whole answer if this was the last one missing. */
    public Optional<Reply> add(Reply part) {
        if (part.parts() == 1) {
            return Optional.of(part);
        }
        var key = new ReplyKey(part.server(), part.index(), part.parts());
        if (!incomplete.containsKey(key) && incomplete.size() >= INCOMPLETE_MAX) {
            return Optional.empty();
        }
        Optional<List<Reply>> parts = incomplete
                .computeIfAbsent(key, k -> new PartAssembly<>(k.parts()))
                .add(part.part(), part);
        parts.ifPresent(complete -> incomplete.remove(key));
        return parts.map(all -> joined(all, part.attempt()));
    }

    private static Reply joined(List<Reply> parts, int attempt) {
        Reply first = parts.getFirst();
        Reply.Body body = switch (first.body()) {
            case Reply.NameList n ->
                new Reply.NameList(all(parts, part -> part instanceof Reply.NameList p ? p.names() : List.of()));
            case Reply.ReservationList r ->
                new Reply.ReservationList(all(
                        parts, part -> part instanceof Reply.ReservationList p ? p.reservations() : List.of()));
            case Reply.Empty e -> e;
            case Reply.Holder h -> h;
        };
        return Reply.of(first.id(), attempt, first.server(), first.index(), first.status(), body);
    }

    private static <T> List<T> all(List<Reply> parts, Function<Reply.Body, List<T>> elements) {
        List<T> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(elements.apply(part.body())));
        return all;
    }
}
