package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;

/** The answer of the manager. */
public sealed interface ManagerAnswer {
    /**
     * SUCCESS.
     *
     * @param members that go with it
     * @param epoch how many decrees the manager has made on the DHT; 0 if it does not say
     * @param copies how many members are to keep each record, in answer to setup-dht
     * @param overlay how messages are to find their way, in answer to setup-dht
     */
    record Granted(List<Member> members, long epoch, int copies, Overlay overlay) implements ManagerAnswer {
        /** Copies the list. */
        public Granted {
            members = List.copyOf(members);
        }
    }

    /** FAILURE. */
    record Denied(String reason, String text) implements ManagerAnswer {}

    /** No answer, in spite of repetitions. */
    record Silent() implements ManagerAnswer {}
}
