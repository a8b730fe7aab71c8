package io.ringcast.replication.core;

import io.ringcast.replication.wire.ReplicaMessage;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.Resubmit;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of an epoch whose snapshot has not arrived yet. Bounded in number and bytes: if more accumulates because the snapshot
 * arrives too slowly, the server stops with an error and starts again with a newer snapshot.
 */
final class HeldMessages {
    static final int MESSAGES_MAX = 50_000;
    static final long BYTES_MAX = 64_000_000;

    /** The approximate size of a message, or of a request in it, without its command. */
    private static final int OVERHEAD_BYTES = 200;

    private final int messagesMax;
    private final long bytesMax;
    private List<ReplicaEvent.Delivered<?>> messages = new ArrayList<>();
    private long bytes;

    HeldMessages() {
        this(MESSAGES_MAX, BYTES_MAX);
    }

    HeldMessages(int messagesMax, long bytesMax) {
        this.messagesMax = messagesMax;
        this.bytesMax = bytesMax;
    }

    /** @throws IllegalStateException if a bound is exceeded */
    void add(ReplicaEvent.Delivered<?> delivered) {
        bytes += bytes(delivered.message());
        messages.add(delivered);
        if (messages.size() > messagesMax || bytes > bytesMax) {
            throw new IllegalStateException(
                    "%d messages (about %d bytes) were ordered before the state of the group had arrived; up to %d messages and %d bytes are held: the network or this server is too slow for its group"
                            .formatted(messages.size(), bytes, messagesMax, bytesMax));
        }
    }

    /** Removes and returns all messages. */
    List<ReplicaEvent.Delivered<?>> takeAll() {
        List<ReplicaEvent.Delivered<?>> all = messages;
        messages = new ArrayList<>();
        bytes = 0;
        return all;
    }

    private static long bytes(ReplicaMessage message) {
        return OVERHEAD_BYTES
                + switch (message) {
                    case Prepare m ->
                        m.requests().stream()
                                .mapToLong(r -> OVERHEAD_BYTES + r.command().bytes().length)
                                .sum();
                    case Forward m -> m.command().bytes().length;
                    case Resubmit m ->
                        m.changes().stream()
                                .mapToLong(c -> OVERHEAD_BYTES
                                        + c.entry().command().bytes().length
                                        + c.entry().outcome().bytes().length)
                                .sum();
                    case ReplicaMessage.DoViewChange m -> 0;
                    case ReplicaMessage.StartView m -> 0;
                    case ReplicaMessage.Insufficient m -> 0;
                    case ReplicaMessage.SnapshotPart m -> m.bytes().bytes().length;
                    case ReplicaMessage.PrepareOk m -> 0;
                    case ReplicaMessage.Commit m -> 0;
                };
    }
}
