package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** The leader gives each member its place. */
final class Placing {
    private final NodeState state;
    private final Task task;
    private final LongConsumer placed;
    private int unplaced;

    /**
     * @param task fails if somebody is not placed
     * @param placed is called with the time when everybody is
     */
    Placing(NodeState state, Task task, LongConsumer placed) {
        this.state = state;
        this.task = task;
        this.placed = placed;
    }

    /**
     * Places everybody.
     *
     * @param members in ring order, this node first
     * @param epoch of the manager when it chose them
     * @param copies how many members are to keep each record
     * @param former epoch of the ring from whose records this one is built; 0 if there is none
     */
    void start(List<Member> members, long epoch, int copies, long former, long nowNanos) {
        int ring = members.size();
        List<LinkId> links = new ArrayList<>();
        members.forEach(member -> links.add(state.nextLink()));
        unplaced = ring - 1;
        state.join(
                new Membership(0, ring, members.getLast(), members.get(1 % ring), epoch),
                copies,
                former,
                links.getLast(),
                links.getFirst(),
                nowNanos);
        for (int node = 1; node < ring; node++) {
            Member member = members.get(node);
            DirectMessage.SetId place = new DirectMessage.SetId(
                    state.nextId(),
                    member.user(),
                    node,
                    ring,
                    members.get(node - 1),
                    members.get((node + 1) % ring),
                    links.get(node - 1),
                    links.get(node),
                    epoch,
                    copies,
                    former);
            state.requests()
                    .ask(
                            member.queries(),
                            place,
                            state.settings().link().silenceMax(),
                            nowNanos,
                            (from, answer, now) -> answered(member, answer, now),
                            now -> task.fail(
                                    FailureReason.MEMBER_SILENT, member.user() + " does not answer set-id", now));
        }
    }

    private void answered(Member member, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (task.isOver()) {
            return;
        }
        if (answer instanceof DirectMessage.RequestRefused refused) {
            task.fail(FailureReason.MEMBER_SILENT, member.user() + " refuses set-id: " + refused.text(), nowNanos);
            return;
        }
        task.progressed(nowNanos);
        unplaced--;
        if (unplaced == 0) {
            placed.accept(nowNanos);
        }
    }
}
