package io.ringcast.replication.core;

import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Messages for views that are not installed here yet: a message may arrive before its view. Announcements are kept. A decision,
 * and what follows one, is dropped and remembered: it was made before this server announced itself, so the others continue
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

    /** A decision for a view, or a message that follows one, arrived and was dropped. */
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
