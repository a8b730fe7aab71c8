package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DatasetShape;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkId;
import java.util.ArrayList;
import java.util.List;

/** The leader builds a ring: gives each member its place, then loads. */
public final class SetUpTask extends LoadTask {
    private final DatasetShape shape;
    private int unplaced;

    /** Creates it; {@link #start} begins it. */
    public SetUpTask(NodeState state, DatasetShape shape, long nowNanos) {
        super(state, nowNanos);
        this.shape = shape;
    }

    /**
     * Places everybody.
     *
     * @param members in ring order, this node first
     * @param epoch of the manager when it chose them
     * @param copies how many members are to keep each record
     */
    public void start(List<Member> members, long epoch, int copies, long nowNanos) {
        int ring = members.size();
        List<LinkId> links = new ArrayList<>();
        members.forEach(member -> links.add(state.nextLink()));
        unplaced = ring - 1;
        state.join(
                new Membership(0, ring, members.getLast(), members.get(1 % ring), epoch),
                copies,
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
                    copies);
            state.requests()
                    .ask(
                            member.queries(),
                            place,
                            state.settings().link().silenceMax(),
                            nowNanos,
                            (answer, now) -> placed(member, answer, now),
                            now -> fail(FailureReason.MEMBER_SILENT, member.user() + " does not answer set-id", now));
        }
    }

    private void placed(Member member, DirectMessage.DirectAnswer answer, long nowNanos) {
        if (isOver()) {
            return;
        }
        if (answer instanceof DirectMessage.RequestRefused refused) {
            fail(FailureReason.MEMBER_SILENT, member.user() + " refuses set-id: " + refused.text(), nowNanos);
            return;
        }
        progressed(nowNanos);
        unplaced--;
        if (unplaced == 0) {
            load(shape, nowNanos);
        }
    }

    @Override
    void loaded(List<Long> counts, long nowNanos) {
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingLoaded(counts)));
    }

    @Override
    void failed(FailureReason reason, String text, long nowNanos) {
        super.failed(reason, text, nowNanos);
        state.emit(new NodeEffect.TaskEnded(new TaskOutcome.RingFailed(reason, text)));
    }
}
