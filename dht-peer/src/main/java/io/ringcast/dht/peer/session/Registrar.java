package io.ringcast.dht.peer.session;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.ManagerRequest;
import java.util.List;

/** Asks to register a user in the form that the manager understands. */
final class Registrar {
    /** What a manager of release 0.1.0 answers to a field that it does not know. */
    private static final String MALFORMED = "MALFORMED";

    private final SessionState state;
    private final ManagerRequests requests;

    Registrar(SessionState state, ManagerRequests requests) {
        this.state = state;
        this.requests = requests;
    }

    /** @throws IllegalArgumentException if there is no such request; then nothing has happened */
    RequestId ask(String user, String address, List<Integer> ports, long nowNanos, AnswerHandler handler) {
        return requests.ask(
                id -> new ManagerRequest.Register(id, user, address, ports, state.run, state.managerPort()),
                nowNanos,
                (answer, now) -> {
                    if (answer instanceof ManagerAnswer.Denied denied
                            && denied.reason().equals(MALFORMED)) {
                        requests.ask(id -> new ManagerRequest.Register(id, user, address, ports, ""), now, handler);
                    } else {
                        handler.answered(answer, now);
                    }
                });
    }
}
