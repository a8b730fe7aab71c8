package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import java.util.ArrayList;
import java.util.List;

/** What the leader tells of the members, part by part and in order. */
final class Introductions {
    private final NodeState state;
    private final List<Member> members = new ArrayList<>();

    Introductions(NodeState state) {
        this.state = state;
    }

    void take(RingMessage.Introduce part, Membership place) {
        if (part.first() == 0) {
            members.clear();
        }
        if (part.first() != members.size() || part.ring() != place.ring()) {
            return;
        }
        members.addAll(part.members());
        if (part.isLast()) {
            state.routes()
                    .introduce(DecreedView.introduced(
                            part.overlay(), part.key(), state.holdings().copies(), members));
            members.clear();
        }
    }
}
