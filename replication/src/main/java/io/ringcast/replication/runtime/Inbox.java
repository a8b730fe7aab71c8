package io.ringcast.replication.runtime;

import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.core.ReplicaEvent;
import io.ringcast.replication.group.Group;
import io.ringcast.replication.group.GroupRefusedException;
import io.ringcast.replication.group.GroupView;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessages;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes views and messages from the group layer's threads during one {@link Incarnation} and puts them into the
 * replica's queue. The group layer only logs exceptions of its listener, and the replica would miss a message that it
 * relies on. So a failure here ends the incarnation, and an {@link Error} ends the process.
 */
final class Inbox<C> implements Group.Listener {
    private static final Logger log = LoggerFactory.getLogger(ReplicaRunner.class);

    private final BlockingQueue<ReplicaEvent<C>> queue;
    private final ReplicaObserver<?> observer;
    private final VitalThreads vital;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    Inbox(BlockingQueue<ReplicaEvent<C>> queue, ReplicaObserver<?> observer, VitalThreads vital) {
        this.queue = queue;
        this.observer = observer;
        this.vital = vital;
    }

    @Override
    public void viewInstalled(GroupView view) {
        take(() -> offer(new ReplicaEvent.ViewInstalled<>(view)));
    }

    @Override
    public void delivered(MemberId from, byte[] message) {
        take(() -> decode(from, message));
    }

    @Override
    public void refused(GroupRefusedException refusal) {
        failed(refusal);
    }

    private void decode(MemberId from, byte[] message) {
        try {
            ReplicaMessage decoded = ReplicaMessages.decode(message);
            log.debug("<- {} {}", from, decoded);
            offer(new ReplicaEvent.Delivered<>(from, decoded));
        } catch (IOException e) {
            observer.dropped("malformed");
            log.warn("a message of {} was dropped: {}", from, e.getMessage());
        }
    }

    private void take(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            failed(e);
        } catch (Error e) {
            vital.failed("the group's receiver", e);
            throw e;
        }
    }

    private void offer(ReplicaEvent<C> event) {
        if (!closed && !queue.offer(event)) {
            failed(new IllegalStateException(
                    "more than %d events wait: this server is too slow for its group".formatted(queue.size())));
        }
    }

    /** Reports a failure on another thread; the replica's thread throws it at the next {@link #check}. */
    void failed(RuntimeException e) {
        failure = e;
    }

    /** Throws what has failed. */
    void check() {
        RuntimeException failed = failure;
        if (failed != null) {
            throw failed;
        }
    }

    /** Stops taking events: messages of a group that was left are of no use. */
    void close() {
        closed = true;
    }
}
