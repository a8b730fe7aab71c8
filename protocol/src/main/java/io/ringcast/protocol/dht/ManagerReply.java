package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;

/** The manager's answer. */
public sealed interface ManagerReply extends ManagerMessage {
    /**
     * SUCCESS.
     *
     * @param members for {@code setup-dht} the ring, leader first; for {@code query-dht} the entry; else empty
     * @param part number of this datagram from 1: a large ring takes several
     * @param parts how many datagrams carry the answer
     * @param epoch how many decrees the manager has made on the DHT; 0 in the answer to a peer that registered without an
     *     incarnation, as release 0.1.0 does
     * @param copies for {@code setup-dht} how many members are to keep each record; 1 where there is one, and else
     * @param overlay for {@code setup-dht} how messages are to find their way; the ring else
     */
    record Success(RequestId id, List<Member> members, int part, int parts, long epoch, int copies, Overlay overlay)
            implements ManagerReply {
        /** Most members that one datagram carries. */
        public static final int MEMBERS_MAX = 10;

        /** Checks the limits. */
        public Success {
            members = List.copyOf(members);
            Limits.require(members.size() <= MEMBERS_MAX, "a datagram carries at most 10 members");
            Limits.require(1 <= part && part <= parts && parts <= Limits.RING_MAX, "1 <= part <= parts <= 1024");
            Limits.requireEpoch(epoch);
            Limits.require(1 <= copies && copies <= RingView.COPIES_MAX, "1 to 8 copies");
        }

        /** The answer where each record has one place. */
        public Success(RequestId id, List<Member> members, int part, int parts, long epoch) {
            this(id, members, part, parts, epoch, 1, Overlay.RING);
        }

        /** The answer in the handout's ring. */
        public Success(RequestId id, List<Member> members, int part, int parts, long epoch, int copies) {
            this(id, members, part, parts, epoch, copies, Overlay.RING);
        }
    }

    /**
     * FAILURE.
     *
     * @param reason the code, capital letters and underscores
     * @param text a sentence that says what would have been right
     */
    record Failure(RequestId id, String reason, String text) implements ManagerReply {
        /** Checks the limits. */
        public Failure {
            Limits.requireUser(reason);
            Limits.requireText(text);
        }
    }
}
