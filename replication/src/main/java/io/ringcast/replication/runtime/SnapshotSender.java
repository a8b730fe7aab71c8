package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.core.ReplicaEffect;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.log.SnapshotCodec;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessages;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the state for members that are behind and sends it, on a thread of its own: a large state takes seconds,
 * during which the replica's thread serves clients. The state is immutable. Its parts name the view that they are for:
 * when the view ends, the remaining parts are not sent, and the receiver ignores those that were.
 *
 * <p>One state is sent at a time, to one member after the other. Flow control of the group bounds the bytes under way
 * to a member.
 */
final class SnapshotSender<S, O> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    private static final int PART_BYTES = 256 * 1024;

    private final StateMachine<S, ?, O> machine;
    private final Group group;
    private final Consumer<RuntimeException> failed;
    private final VitalThreads vital;
    private final ExecutorService sending = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("state-sender").daemon().factory());
    private volatile @Nullable String view;
    private volatile boolean closed;

    /** @param failed called on the sender's thread after a failure, since a member waits for the state */
    SnapshotSender(StateMachine<S, ?, O> machine, Group group, Consumer<RuntimeException> failed, VitalThreads vital) {
        this.machine = machine;
        this.group = group;
        this.failed = failed;
        this.vital = vital;
    }

    /** Sends only states for this view from now on. */
    void viewInstalled(String id) {
        view = id;
    }

    void send(ReplicaEffect.SendSnapshot<S, O> effect) {
        sending.execute(() -> {
            try {
                sendNow(effect);
            } catch (RuntimeException e) {
                if (!closed) {
                    failed.accept(e);
                }
            } catch (Error e) {
                vital.failed("the sender of states", e);
                throw e;
            }
        });
    }

    private void sendNow(ReplicaEffect.SendSnapshot<S, O> effect) {
        if (isOver(effect)) {
            return;
        }
        long start = System.nanoTime();
        List<Encoded> parts = SnapshotCodec.parts(machine, effect.state(), PART_BYTES);
        for (MemberId to : effect.to()) {
            for (int i = 0; i < parts.size(); i++) {
                if (isOver(effect)) {
                    return;
                }
                var part = new ReplicaMessage.SnapshotPart(effect.view(), i, parts.size(), parts.get(i));
                group.send(to, ReplicaMessages.encode(part));
            }
            log.info(
                    "sent {} the state at index {} in {} parts; {} ms",
                    to.name(),
                    effect.state().index(),
                    parts.size(),
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    private boolean isOver(ReplicaEffect.SendSnapshot<S, O> effect) {
        return closed || !effect.view().equals(view);
    }

    @Override
    public void close() {
        closed = true;
        sending.shutdownNow();
    }
}
