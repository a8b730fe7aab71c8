package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The leader builds the ring again with one member more: gives each member its place anew, the one that joins the last, and loads
 * the records of the ring as it was.
 */
public final class AdmitTask extends AskedLoadTask {
    private final Member joiner;
    private final long epoch;

    /**
     * Creates it; {@link #start} begins it.
     *
     * @param request of the user that joins
     */
    public AdmitTask(NodeState state, DirectMessage.JoinRing request, InetSocketAddress asker, long nowNanos) {
        super(state, request.id(), asker, nowNanos);
        this.joiner = request.joiner();
        this.epoch = request.epoch();
    }

    /** Whether it is this that is asked for. */
    public boolean isFor(DirectMessage.JoinRing request) {
        return epoch == request.epoch() && joiner.equals(request.joiner());
    }

    /**
     * Places everybody.
     *
     * @param decreed the view that the managers have told as they granted the request
     */
    public void start(DecreedView decreed, long nowNanos) {
        List<Member> members = new ArrayList<>(decreed.from(state.self().user()));
        members.add(joiner);
        route(decreed.view().overlay(), members);
        long former = decreed.view().generation();
        new Placing(state, this, now -> readFrom(former))
                .start(members, epoch, decreed.view().copies(), former, nowNanos);
    }

    @Override
    boolean isRingKept() {
        return true;
    }
}
