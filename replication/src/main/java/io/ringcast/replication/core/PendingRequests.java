package io.ringcast.replication.core;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests that this server received and has not seen ordered yet. If a leader fails before it orders them, the next leader
 * orders them from here, without waiting for the clients to repeat them. Bounded in number and age: a request older than any
 * client's patience is dropped.
 */
public final class PendingRequests<C> {
    public static final int REQUESTS_MAX = 10_000;
    public static final long AGE_MILLIS_MAX = 15_000;

    private record Pending<C>(Request<C> request, long sinceMillis) {}

    private final Map<RequestId, Pending<C>> byId = new LinkedHashMap<>();

    public void add(Request<C> request, long nowMillis) {
        byId.put(request.id(), new Pending<>(request, nowMillis));
        if (byId.size() > REQUESTS_MAX) {
            byId.remove(byId.keySet().iterator().next());
        }
    }

    void remove(RequestId id) {
        byId.remove(id);
    }

    public int size() {
        return byId.size();
    }

    /** Removes all requests and returns those that are not too old, oldest first. */
    public List<Request<C>> takeAll(long nowMillis) {
        List<Request<C>> requests = new ArrayList<>(byId.size());
        for (Pending<C> pending : byId.values()) {
            if (nowMillis - pending.sinceMillis() <= AGE_MILLIS_MAX) {
                requests.add(pending.request());
            }
        }
        byId.clear();
        return requests;
    }
}
