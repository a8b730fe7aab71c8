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
    private final Map<Integer, PresenceMessage.SeatedMember> seats = new HashMap<>();
    private PresenceMessage.@Nullable View first;

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

    private DecreedView whole(PresenceMessage.View part) {
        List<RingView.Seat> whole = new ArrayList<>();
        Map<String, Member> members = new HashMap<>();
        for (int seat = 0; seat < part.slots(); seat++) {
            PresenceMessage.SeatedMember seated = seats.get(seat);
            Member member = seated == null ? null : seated.member();
            if (seated == null || member == null) {
                whole.add(new RingView.Seat("", "", 0, 0, seated == null ? List.of() : seated.complete()));
            } else {
                whole.add(new RingView.Seat(member.user(), "", seated.seated(), seated.wired(), seated.complete()));
                members.put(member.user(), member);
            }
        }
        return new DecreedView(
                new RingView(part.generation(), part.keyBits(), part.since(), part.copies(), part.overlay(), whole),
                members);
    }
}
