package io.ringcast.replication.core;

import io.ringcast.replication.core.ReplicaEffect.Send;
import io.ringcast.replication.log.PreparedRequest;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;

/**
 * Applies the requests of one epoch in the order that its leader gives them, and tells the leader how far it has stored them.
 *
 * <p>With min-members 1 it answers as soon as it has stored a request, because what it has, the leader had; with more, when the
 * leader says that enough have stored it.
 */
final class Follower<S, C, O> extends Role<S, C, O> {
    private long acknowledged = -1;

    Follower(Beginning<S, C, O> beginning) {
        super(beginning);
    }

    @Override
    void ordered(Prepare order) {
        committedUpTo(order.committed());
        openIfAllowed();
        if (order.firstPosition() != position() + 1) {
            throw new IllegalStateException(
                    "position %d of the stream was followed by %d: the group layer lost or doubled a message"
                            .formatted(position(), order.firstPosition()));
        }
        if (!state().sameAs(order.index(), order.chain())) {
            throw new IllegalStateException("diverged: index %d, history %s here; index %d, history %s at the leader"
                    .formatted(
                            state().index(),
                            state().chain().hex(),
                            order.index(),
                            order.chain().hex()));
        }
        for (PreparedRequest request : order.requests()) {
            apply(request, machine.commands().decode(request.command().bytes()));
        }
    }

    @Override
    void committed(Commit message) {
        committedUpTo(message.position());
        openIfAllowed();
    }

    /** The answers first, the acknowledgement last: a client waits for the first answer, which is rarely the leader's. */
    @Override
    void flush() {
        release(minMembers == 1 && isOpen() ? position() : committed());
        if (position() > acknowledged) {
            acknowledged = position();
            out.afterStoring(new Send<>(view.leader(), new PrepareOk(epoch(), position())));
        }
    }

    @Override
    boolean othersAnswerFirst() {
        return false;
    }
}
