package io.ringcast.dht.peer.ring.task;

import io.ringcast.dht.peer.domain.Digests;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leader loads the ring again because another peer, which leaves or joins, has asked for it. The records come from the ring
 * as it was, if its members have set their tables aside; else from this node's dataset. The task is kept after its end: a repeated
 * request gets the same answer.
 */
public abstract class AskedLoadTask extends LoadTask {
    private final RequestId id;
    private InetSocketAddress asker;

    private DirectMessage.@Nullable DirectAnswer answer;

    /** Null if the records come from the dataset. */
    private @Nullable CopyReader reader;

    AskedLoadTask(NodeState state, RequestId id, InetSocketAddress asker, long nowNanos) {
        super(state, nowNanos);
        this.id = id;
        this.asker = asker;
    }

    /** The records come from the ring of that generation, which is kept until this is complete. */
    final void readFrom(long generation) {
        reader = new CopyReader(state, this, generation, this::knowsFormer);
    }

    /** It is known who had which records in the ring as it was. */
    void knowsFormer(DecreedView sources) {}

    /** The peer has repeated its request. */
    public final void askedAgain(InetSocketAddress from) {
        asker = from;
        answer(answer == null ? new DirectMessage.Rebuilding(id, records()) : answer);
    }

    @Override
    void advance(long nowNanos) {
        if (reader != null) {
            reader.advance(nowNanos);
        }
        super.advance(nowNanos);
    }

    @Override
    final void readOn(int most, long nowNanos) {
        if (reader == null) {
            state.emit(new NodeEffect.ReadRecords(most));
        } else {
            reader.read(nowNanos);
        }
    }

    @Override
    final boolean isComplete(Digests all) {
        return reader == null || reader.isComplete(all);
    }

    @Override
    final void loaded(List<Long> counts, long nowNanos) {
        conclude(new DirectMessage.Rebuilt(id, counts));
    }

    /** A ring that is kept goes on when the managers say so; one that is not kept is torn down. */
    @Override
    final void failed(FailureReason reason, String text, long nowNanos) {
        if (!isRingKept()) {
            super.failed(reason, text, nowNanos);
        }
        conclude(new DirectMessage.RequestRefused(id, reason.name(), text));
    }

    abstract boolean isRingKept();

    private void conclude(DirectMessage.DirectAnswer conclusion) {
        answer = conclusion;
        answer(conclusion);
    }

    private void answer(DirectMessage.DirectAnswer message) {
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, asker, message));
    }
}
