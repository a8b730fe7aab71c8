package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PresenceMessage;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a view together. All managers tell the same of an epoch, so it does not matter which part is whose. */
final class Views {
    private static final int TOLD_IN_VAIN = 3;

    private final Map<Integer, PresenceMessage.SeatedMember> seats = new HashMap<>();
    private final Map<Integer, PresenceMessage.SeatedMember> changed = new HashMap<>();
    private PresenceMessage.@Nullable View first;
    private PresenceMessage.@Nullable ViewChanges firstChange;
    private int changesTold;

    /** The view, if this is the last part that was missing. */
    Optional<DecreedView> add(PresenceMessage.View part) {
        PresenceMessage.View begun = first;
        if (begun == null || !begun.isOfTheSame(part)) {
            seats.clear();
            first = part;
        }
        for (int i = 0; i < part.seats().size(); i++) {
            seats.put(part.first() + i, part.seats().get(i));
        }
        if (seats.size() < part.slots()) {
            return Optional.empty();
        }
        DecreedView whole = whole(part);
        seats.clear();
        first = null;
        return Optional.of(whole);
    }

    /** The change, if this is the last part that was missing. */
    Optional<DecreedView.Change> add(PresenceMessage.ViewChanges part) {
        PresenceMessage.ViewChanges begun = firstChange;
        if (begun == null || !begun.isOfTheSame(part)) {
            changed.clear();
            firstChange = part;
            changesTold = 0;
        }
        part.seats().forEach(seat -> changed.put(seat.slot(), seat.seated()));
        if (changed.size() < part.changed()) {
            return Optional.empty();
        }
        changesTold++;
        DecreedView.Change change = new DecreedView.Change(
                part.generation(),
                part.keyBits(),
                part.base(),
                part.since(),
                part.copies(),
                part.overlay(),
                part.slots(),
                changed);
        changed.clear();
        return Optional.of(change);
    }

    /** Whether the latest change was told so often that the node would have taken it by now, if it could. */
    boolean isToldInVain() {
        return changesTold >= TOLD_IN_VAIN;
    }

    private DecreedView whole(PresenceMessage.View part) {
        List<RingView.Seat> whole = new ArrayList<>();
        Map<String, Member> members = new HashMap<>();
        for (int seat = 0; seat < part.slots(); seat++) {
            PresenceMessage.SeatedMember seated = seats.get(seat);
            Member member = seated == null ? null : seated.member();
            whole.add(seated == null ? new RingView.Seat("", "", 0, 0, List.of()) : seated.seat());
            if (member != null) {
                members.put(member.user(), member);
            }
        }
        return new DecreedView(
                new RingView(part.generation(), part.keyBits(), part.since(), part.copies(), part.overlay(), whole),
                members);
    }
}
