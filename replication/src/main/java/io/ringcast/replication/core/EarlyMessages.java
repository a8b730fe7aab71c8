package io.ringcast.replication.core;

import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came for views that are not installed here yet: a message may be faster than the view that it belongs to.
 * Announcements are kept. What follows a decision is not: it came before this server announced, so the others went on
 * without it.
 */
final class EarlyMessages {
    private static final int VIEWS_MAX = 16;

    private final Map<String, Early> byView = new LinkedHashMap<>();

    private static final class Early {
        final Map<MemberId, DoViewChange> announcements = new LinkedHashMap<>();
        boolean decided;
    }

    void keep(MemberId from, DoViewChange message) {
        of(message.view()).announcements.put(from, message);
    }

    /** A decision for a view, or what follows one, came and was dropped. */
    void missedDecision(String view) {
        of(view).decided = true;
    }

    private Early of(String view) {
        Early early = byView.computeIfAbsent(view, id -> new Early());
        if (byView.size() > VIEWS_MAX) {
            byView.remove(byView.keySet().iterator().next());
        }
        return early;
    }

    Map<MemberId, DoViewChange> announcements(GroupView view) {
        Early early = byView.get(view.id());
        return early == null ? Map.of() : early.announcements;
    }

    boolean hasMissedDecision(GroupView view) {
        Early early = byView.get(view.id());
        return early != null && early.decided;
    }
}
