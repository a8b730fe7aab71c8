package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The leader introduces the members of a ring to each other, in one round: in an overlay they send to more than their neighbours. */
final class Introduction {
    private final Overlay overlay;
    private final List<Member> members;
    private final NodeState state;
    private @Nullable LongConsumer introduced;

    private Introduction(Overlay overlay, List<Member> members, NodeState state) {
        this.overlay = overlay;
        this.members = members;
        this.state = state;
    }

    /** Null if there is nobody to be introduced: neighbours have been told of each other. */
    static @Nullable Introduction of(Overlay overlay, List<Member> members, NodeState state) {
        return RingView.isIntroduced(overlay, members.size()) && members.size() > 1
                ? new Introduction(overlay, members, state)
                : null;
    }

    /** @param done is called with the time when everybody knows everybody */
    void start(LongConsumer done) {
        introduced = done;
        LinkId key = state.nextLink();
        state.routes()
                .introduce(DecreedView.introduced(overlay, key, state.holdings().copies(), members));
        int ring = members.size();
        for (int first = 0; first < ring; first += RingMessage.Introduce.MEMBERS_MAX) {
            int end = Math.min(ring, first + RingMessage.Introduce.MEMBERS_MAX);
            state.links()
                    .send(new RingMessage.Introduce(
                            state.self().user(), overlay, key, ring, first, members.subList(first, end)));
        }
    }

    void returned(RingMessage.Introduce part, long nowNanos) {
        LongConsumer done = introduced;
        if (done != null && part.isLast()) {
            introduced = null;
            done.accept(nowNanos);
        }
    }
}
