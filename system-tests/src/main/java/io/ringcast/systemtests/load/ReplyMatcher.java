package io.ringcast.systemtests.load;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of replies together, and compares every reply with the first to the same command: replies to a change
 * must be equal; replies to a read must be equal if they were computed at the same index. Remembers a bounded number of
 * past commands.
 */
final class ReplyMatcher {
    private static final int REMEMBERED_MAX = 256;
    private static final int DIFFERING_MAX = 100;

    /** A whole reply. Equality of what it tells is equality of status and body. */
    record Answer(RequestId id, String server, long index, Status status, List<Object> body) {
        boolean tellsTheSameAs(Answer other) {
            return status == other.status && body.equals(other.body);
        }
    }

    private static final class Command {
        private final boolean isChange;
        private @Nullable Answer first;

        Command(boolean isChange) {
            this.isChange = isChange;
        }
    }

    private record PartsKey(RequestId id, String server, int attempt, long index) {}

    private final Map<PartsKey, TreeMap<Integer, Reply>> incomplete = new Remembered<>();
    private final Map<RequestId, Command> commands = new Remembered<>();
    private final List<String> differing = new ArrayList<>();
    private long replies;

    /** The whole reply, if this was its last part. */
    Optional<Answer> whole(Reply part) {
        if (part.parts() == 1) {
            replies++;
            return Optional.of(answer(part, List.of(part)));
        }
        PartsKey key = new PartsKey(part.id(), part.server(), part.attempt(), part.index());
        TreeMap<Integer, Reply> parts = incomplete.computeIfAbsent(key, k -> new TreeMap<>());
        parts.put(part.part(), part);
        if (parts.size() < part.parts()) {
            return Optional.empty();
        }
        incomplete.remove(key);
        replies++;
        return Optional.of(answer(part, List.copyOf(parts.values())));
    }

    /** From now on replies to this command are awaited. */
    void sent(RequestId id, boolean isChange) {
        commands.put(id, new Command(isChange));
    }

    /** Compares a final answer with the first to the same command, or makes it the first. */
    void compare(Answer answer) {
        Command command = commands.get(answer.id());
        if (command == null) {
            return;
        }
        Answer first = command.first;
        if (first == null) {
            command.first = answer;
        } else if ((command.isChange || first.index() == answer.index())
                && !first.tellsTheSameAs(answer)
                && differing.size() < DIFFERING_MAX) {
            differing.add(first + " but " + answer);
        }
    }

    List<String> differing() {
        return differing;
    }

    long replies() {
        return replies;
    }

    private static Answer answer(Reply last, List<Reply> parts) {
        return new Answer(last.id(), last.server(), last.index(), last.status(), body(parts));
    }

    private static List<Object> body(List<Reply> parts) {
        List<Object> items = new ArrayList<>();
        for (Reply part : parts) {
            switch (part.body()) {
                case Reply.Empty empty -> {}
                case Reply.Holder holder -> items.add(holder);
                case Reply.NameList names -> items.addAll(names.names());
                case Reply.ReservationList reservations -> items.addAll(reservations.reservations());
            }
        }
        return items;
    }

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
