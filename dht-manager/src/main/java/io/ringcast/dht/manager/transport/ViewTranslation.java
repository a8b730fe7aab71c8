package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a member is told of the ring in answer to its heartbeat: what has changed since the view that it has, if this manager
 * remembers that one; else all. Thread-safe.
 */
public final class ViewTranslation {
    private static final int REMEMBERED_MAX = 64;

    /** The latest views, by the epochs in which they began. */
    private final Map<Long, RingView> recent = new LinkedHashMap<>();
    /** Which slots have changed to the latest view, by the epoch in which the earlier one began. */
    private final Map<Long, List<Integer>> changes = new HashMap<>();

    private @Nullable RingView latest;

    /** Of no ring yet. */
    public ViewTranslation() {}

    /** The news in parts, if the sender of the heartbeat is a member and has an older view; empty else. */
    public List<PresenceMessage> news(PresenceMessage.Heartbeat heartbeat, ManagerState state) {
        RingView view = state.view();
        Standing standing = WireTranslation.standing(heartbeat, state);
        boolean member = standing == Standing.LEADER || standing == Standing.IN_DHT;
        if (view == null
                || !member
                || view.copies() == 1
                || view.since() <= heartbeat.epoch()
                || !RingPhase.isKept(state.phase())) {
            return List.of();
        }
        List<Integer> changed = changedSince(heartbeat.epoch(), view);
        return changed == null ? whole(heartbeat, view, state) : changes(heartbeat, view, changed, state);
    }

    /** The slots that have changed; null if the earlier view is not known, or all takes no more datagrams. */
    private synchronized @Nullable List<Integer> changedSince(long epoch, RingView view) {
        RingView before = latest;
        if (before == null || before.since() != view.since() || before.key() != view.key()) {
            latest = view;
            changes.clear();
            recent.put(view.since(), view);
            if (recent.size() > REMEMBERED_MAX) {
                recent.remove(recent.keySet().iterator().next());
            }
        }
        RingView earlier = recent.get(epoch);
        if (earlier == null
                && epoch == view.generation()
                && RingView.isIntroduced(view.overlay(), view.seats().size())) {
            earlier = view.asBuilt();
        }
        if (earlier == null || !isOfOneRing(earlier, view)) {
            return null;
        }
        RingView base = earlier;
        List<Integer> changed = changes.computeIfAbsent(epoch, since -> view.changedSince(base));
        return parts(changed.size()) < parts(view.seats().size()) ? changed : null;
    }

    /** A store that was lost, or another manager's history, brings the same epochs again: the key tells rings apart. */
    private static boolean isOfOneRing(RingView earlier, RingView later) {
        return earlier.generation() == later.generation()
                && earlier.key() == later.key()
                && earlier.seats().size() == later.seats().size();
    }

    private static int parts(int seats) {
        return Math.max(1, Math.ceilDiv(seats, PresenceMessage.View.SEATS_MAX));
    }

    private static List<PresenceMessage> whole(PresenceMessage.Heartbeat heartbeat, RingView view, ManagerState state) {
        List<PresenceMessage> parts = new ArrayList<>();
        int slots = view.seats().size();
        for (int first = 0; first < slots; first += PresenceMessage.View.SEATS_MAX) {
            int end = Math.min(slots, first + PresenceMessage.View.SEATS_MAX);
            parts.add(new PresenceMessage.View(
                    heartbeat.id(),
                    view.generation(),
                    LinkId.of(view.key()),
                    view.since(),
                    view.copies(),
                    view.overlay(),
                    slots,
                    first,
                    view.seats().subList(first, end).stream()
                            .map(seat -> seated(seat, state))
                            .toList()));
        }
        return parts;
    }

    private static List<PresenceMessage> changes(
            PresenceMessage.Heartbeat heartbeat, RingView view, List<Integer> changed, ManagerState state) {
        List<PresenceMessage> parts = new ArrayList<>();
        int first = 0;
        do {
            int end = Math.min(changed.size(), first + PresenceMessage.View.SEATS_MAX);
            parts.add(new PresenceMessage.ViewChanges(
                    heartbeat.id(),
                    view.generation(),
                    LinkId.of(view.key()),
                    heartbeat.epoch(),
                    view.since(),
                    view.copies(),
                    view.overlay(),
                    view.seats().size(),
                    changed.size(),
                    changed.subList(first, end).stream()
                            .map(slot -> new PresenceMessage.ChangedSeat(
                                    slot, seated(view.seats().get(slot), state)))
                            .toList()));
            first = end;
        } while (first < changed.size());
        return parts;
    }

    private static PresenceMessage.SeatedMember seated(RingView.Seat seat, ManagerState state) {
        return new PresenceMessage.SeatedMember(
                state.user(seat.user()).map(WireTranslation::member).orElse(null),
                seat.seated(),
                seat.wired(),
                seat.complete());
    }
}
