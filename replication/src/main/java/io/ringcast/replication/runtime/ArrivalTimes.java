package io.ringcast.replication.runtime;

import io.ringcast.foundation.RequestId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When unanswered requests arrived here for the first time. Bounded: newer requests replace those that are never
 * answered.
 */
final class ArrivalTimes {
    static final int REQUESTS_MAX = 20_000;

    private final Map<RequestId, Long> nanosById = new LinkedHashMap<>();

    void arrived(RequestId id, long nanos) {
        if (nanosById.putIfAbsent(id, nanos) == null && nanosById.size() > REQUESTS_MAX) {
            nanosById.remove(nanosById.keySet().iterator().next());
        }
    }

    /** Nanoseconds since the request arrived; -1 if it did not arrive here, or was answered before. */
    long answered(RequestId id, long nowNanos) {
        Long arrived = nanosById.remove(id);
        return arrived == null ? -1 : nowNanos - arrived;
    }
}
