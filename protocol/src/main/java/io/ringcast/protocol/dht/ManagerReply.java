package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
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
     */
    record Success(RequestId id, List<Member> members, int part, int parts, long epoch) implements ManagerReply {
        /** Most members that one datagram carries. */
        public static final int MEMBERS_MAX = 10;

        /** Checks the limits. */
        public Success {
            members = List.copyOf(members);
            Limits.require(members.size() <= MEMBERS_MAX, "a datagram carries at most 10 members");
            Limits.require(1 <= part && part <= parts && parts <= Limits.RING_MAX, "1 <= part <= parts <= 128");
            Limits.requireEpoch(epoch);
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
