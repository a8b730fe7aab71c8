package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Overlay;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Among whom a node's messages find their way. In a ring only neighbours know each other, and everything goes to the right. */
public final class Routes {
    private final NodeState state;

    /** The members as the leader has introduced them; null if it has not. */
    private @Nullable DecreedView introduced;

    Routes(NodeState state) {
        this.state = state;
    }

    /** The members, if messages travel in another overlay than the ring; null else. */
    public @Nullable DecreedView view() {
        DecreedView latest = state.view() == null ? introduced : state.view();
        return latest == null || latest.view().overlay() == Overlay.RING ? null : latest;
    }

    /** The ring as it was built, if the leader has introduced its members; null else. */
    public @Nullable DecreedView built(DecreedView.Change change) {
        DecreedView members = introduced;
        return members == null || members.view().seats().size() != change.slots() ? null : members.builtAs(change);
    }

    /** The leader has introduced the members to each other. */
    public void introduce(DecreedView members) {
        introduced = members;
        follow();
    }

    /** What the leader has told counts no more: the node has another place, or the managers' view. */
    void forget() {
        introduced = null;
        follow();
    }

    private void follow() {
        Membership place = state.membership();
        state.links().fingers().follow(place == null ? null : view(), place == null ? 0 : place.node());
    }

    /** Sends to a member: the right neighbour or another one. */
    public void send(int seat, RingMessage message) {
        if (seat == right()) {
            state.links().send(message);
        } else {
            state.links().fingers().send(seat, message);
        }
    }

    /** The seat of the right neighbour. */
    public int right() {
        Membership place = state.requireMembership();
        DecreedView decreed = state.view();
        return decreed == null
                ? (place.node() + 1) % place.ring()
                : decreed.view().rightOf(place.node());
    }

    /** The seats of members that have owed an acknowledgement for so long. */
    public Set<Integer> silent(Duration most, long nowNanos) {
        Set<Integer> silent = state.links().fingers().silent(most, nowNanos);
        if (state.links().isRightSilentFor(most, nowNanos)) {
            silent.add(right());
        }
        return silent;
    }
}
