package io.ringcast.dht.peer.session;

import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.ViewNews;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import java.net.InetSocketAddress;
import java.util.List;

/** What a {@link Session} wants done, in this order. */
public sealed interface SessionEffect {
    /**
     * Send a datagram to a manager.
     *
     * @param repeated whether it is a request that nobody has answered in time
     */
    record Send(InetSocketAddress to, ManagerMessage message, boolean repeated) implements SessionEffect {}

    /** A command is over. */
    record CommandEnded(long command, PeerOutcome outcome) implements SessionEffect {}

    /** Something that nobody asked for has happened: it belongs into the log. */
    record Report(String text) implements SessionEffect {}

    /**
     * Talk to the managers from this port; answered by {@link Session#done}.
     *
     * @param number names it in the answer
     */
    record BindPort(long number, int port) implements SessionEffect {}

    /** Concerns the ring node of this process, or the dataset for it. */
    sealed interface ForRing extends SessionEffect {}

    /** Takes time. They are done one after the other; each is answered by {@link Session#done}. */
    sealed interface Work extends ForRing {
        /** Names it in the answer. */
        long number();
    }

    /**
     * Read the dataset once, and keep it for {@link SetUpRing} if it is right.
     *
     * @param year 0 if there is only one
     */
    record CheckDataset(long number, int year) implements Work {}

    /** Open the ports of a member and run a ring node on them. */
    record OpenRing(long number, Member self) implements Work {}

    /** End the ring node and close its ports; there may be none. */
    record CloseRing(long number) implements Work {}

    /** Starts something of the ring node that takes several steps; answered by {@link Session#taskEnded}. */
    sealed interface RingTask extends ForRing {}

    /** Build a ring of these members, this peer first, and load the dataset. */
    record SetUpRing(List<Member> members, long epoch, int copies, Overlay overlay) implements RingTask {
        /** Copies the members. */
        public SetUpRing {
            members = List.copyOf(members);
        }
    }

    /**
     * Leave the ring, unless it is of a later epoch: that is not the one that was meant.
     *
     * @param granted epoch of the manager when it granted this; 0 if it counts none
     */
    record LeaveRing(long epochMax, long granted) implements RingTask {}

    /** Have the leader build this peer into the ring, as the manager granted in that epoch. */
    record JoinRing(Member leader, long granted) implements RingTask {}

    /** Delete the ring, unless it is of a later epoch: that is not the one that was meant. */
    record TearDownRing(long epochMax) implements RingTask {}

    /** Forget the ring if it was built at this epoch or before, and let what is under way fail. */
    record DropRing(long epochMax, FailureReason reason, String text) implements ForRing {}

    /** Take what the managers have decreed of the ring. */
    record TakeView(ViewNews news) implements ForRing {}

    /** Ask a member for a record, one attempt of several; answered by {@link Session#memberAnswered}. */
    record AskMember(long query, Member entry, String name) implements ForRing {}
}
