package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.Member;
import org.jspecify.annotations.Nullable;

/** How commands end that are not carried out. */
final class Failures {
    private static final String MANAGER_SILENT = "MANAGER_SILENT";

    private final SessionState state;
    private final ManagerList managers;

    Failures(SessionState state, ManagerList managers) {
        this.state = state;
        this.managers = managers;
    }

    /** Why a command of this user cannot begin; null if it can. */
    PeerOutcome.@Nullable Failed notThisPeer(String user) {
        Member self = state.self();
        if (self == null) {
            return new PeerOutcome.Failed("NOT_REGISTERED", "this process has no user yet; register comes first");
        }
        return self.user().equals(user)
                ? null
                : new PeerOutcome.Failed("NOT_THIS_PEER", "this process is " + self.user() + ", not " + user);
    }

    /** How a request that changes something has ended, if it was not granted. */
    PeerOutcome changed(ManagerAnswer answer, String lookUp) {
        return answer instanceof ManagerAnswer.Silent
                ? new PeerOutcome.OutcomeUnknown(
                        MANAGER_SILENT, managers.silence() + "; it may have done what was asked: " + lookUp)
                : failure(answer);
    }

    /** How a request that changes nothing has ended, if it was not granted. */
    PeerOutcome.Failed failure(ManagerAnswer answer) {
        return switch (answer) {
            case ManagerAnswer.Denied denied -> new PeerOutcome.Failed(denied.reason(), denied.text());
            case ManagerAnswer.Silent silent -> new PeerOutcome.Failed(MANAGER_SILENT, managers.silence());
            case ManagerAnswer.Granted granted ->
                new PeerOutcome.Failed("BAD_ANSWER", "the manager's answer does not fit the request: " + granted);
        };
    }
}
