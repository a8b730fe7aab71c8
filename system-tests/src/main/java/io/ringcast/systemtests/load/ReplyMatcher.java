package io.ringcast.systemtests.load;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.reservation.Reply;
import io.ringcast.protocol.reservation.ReplyAssembly;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts the parts of replies together, and compares every reply with the first to the same command: replies to a change
 * must be equal; replies to a read must be equal if they were computed at the same index. Remembers a bounded number of
 * past commands.
 */
final class ReplyMatcher {
    private static final int REMEMBERED_MAX = 256;
    private static final int DIFFERING_MAX = 100;

    private static final class Sent {
        private final boolean isChange;
        private @Nullable Reply first;

        Sent(boolean isChange) {
            this.isChange = isChange;
        }
    }

    private final Map<RequestId, ReplyAssembly> incomplete = new Remembered<>();
    private final Map<RequestId, Sent> commands = new Remembered<>();
    private final List<String> differing = new ArrayList<>();
    private long replies;

    /** The whole reply, if this was its last part. */
    Optional<Reply> whole(Reply part) {
        Optional<Reply> whole = part.parts() == 1
                ? Optional.of(part)
                : incomplete
                        .computeIfAbsent(part.id(), id -> new ReplyAssembly())
                        .add(part);
        whole.ifPresent(reply -> replies++);
        return whole;
    }

    /** From now on replies to this command are awaited. */
    void sent(RequestId id, boolean isChange) {
        commands.put(id, new Sent(isChange));
    }

    /** Compares a final reply with the first to the same command, or makes it the first. */
    void compare(Reply reply) {
        Sent command = commands.get(reply.id());
        if (command == null) {
            return;
        }
        Reply first = command.first;
        if (first == null) {
            command.first = reply;
        } else if ((command.isChange || first.index() == reply.index())
                && !tellTheSame(first, reply)
                && differing.size() < DIFFERING_MAX) {
            differing.add(first + " but " + reply);
        }
    }

    private static boolean tellTheSame(Reply one, Reply other) {
        return one.status() == other.status() && one.body().equals(other.body());
    }

    List<String> differing() {
        return differing;
    }

    long replies() {
        return replies;
    }

    private static final class Remembered<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED_MAX;
        }
    }
}
