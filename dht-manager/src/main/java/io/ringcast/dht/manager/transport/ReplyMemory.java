package io.ringcast.dht.manager.transport;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerReply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to the latest requests, so that a request that comes again, because its answer was lost, gets the first
 * answer and has no second effect. For one thread.
 */
final class ReplyMemory {
    private final Map<RequestId, List<ManagerReply>> replies;

    ReplyMemory(int requestsMax) {
        this.replies = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RequestId, List<ManagerReply>> eldest) {
                return size() > requestsMax;
            }
        };
    }

    @Nullable
    List<ManagerReply> recall(RequestId id) {
        return replies.get(id);
    }

    void remember(RequestId id, List<ManagerReply> reply) {
        replies.put(id, reply);
    }
}
