package io.ringcast.dht.manager.transport;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.dht.Standing;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.List;

/** What a member is told of the ring in answer to its heartbeat. Any thread may call it. */
public final class ViewTranslation {
    private ViewTranslation() {}

    /** The view in parts, if the sender of the heartbeat is a member and has an older one; empty else. */
    public static List<PresenceMessage> news(PresenceMessage.Heartbeat heartbeat, ManagerState state) {
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

    private static PresenceMessage.SeatedMember seated(RingView.Seat seat, ManagerState state) {
        return new PresenceMessage.SeatedMember(
                state.user(seat.user()).map(WireTranslation::member).orElse(null),
                seat.seated(),
                seat.wired(),
                seat.complete());
    }
}
