package io.ringcast.dht.peer.transport;

import io.ringcast.protocol.dht.Member;
import java.util.List;

/** The answer of the manager. */
public sealed interface ManagerAnswer {
    /** SUCCESS, with the members that go with it. */
    record Granted(List<Member> members) implements ManagerAnswer {
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
