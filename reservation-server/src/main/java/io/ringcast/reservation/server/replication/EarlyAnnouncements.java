package io.ringcast.reservation.server.replication;

import io.ringcast.reservation.server.replication.ReplicaMessage.Announce;
import java.util.LinkedHashMap;
import java.util.Map;

/** Announcements for views that are not installed here yet: a message may be faster than the view that it belongs to. */
final class EarlyAnnouncements {
    private static final int VIEWS_MAX = 16;

    private final Map<String, Map<MemberId, Announce>> byView = new LinkedHashMap<>();

    void keep(MemberId from, Announce message) {
        byView.computeIfAbsent(message.view(), id -> new LinkedHashMap<>()).put(from, message);
        if (byView.size() > VIEWS_MAX) {
            byView.remove(byView.keySet().iterator().next());
        }
    }

    Map<MemberId, Announce> of(GroupView view) {
        return byView.getOrDefault(view.id(), Map.of());
    }
}
