package io.ringcast.replication.core;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.group.MemberId;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts the parts of a state together again, whatever the order in which they arrive. Holds no more than what has arrived,
 * and that within bounds.
 */
public final class SnapshotAssembly {
    static final int PARTS_MAX = 8_192;
    static final long BYTES_MAX = 1_000_000_000;

    private final MemberId source;
    private final int parts;
    private final Map<Integer, Encoded> received = new TreeMap<>();
    private long bytes;

    /** @param first any part of the state, which tells how many there are */
    public SnapshotAssembly(MemberId source, SnapshotPart first) {
        if (first.parts() > PARTS_MAX) {
            throw new IllegalStateException("the state that %s sends has %d parts; up to %d are taken"
                    .formatted(source, first.parts(), PARTS_MAX));
        }
        this.source = source;
        this.parts = first.parts();
    }

    /** @throws IllegalStateException if the part does not belong to the first one, or the state becomes too large */
    public void add(MemberId from, SnapshotPart part) {
        if (!from.equals(source) || part.parts() != parts) {
            throw new IllegalStateException("part %d of %d of a state came from %s, after parts of %d from %s"
                    .formatted(part.part(), part.parts(), from, parts, source));
        }
        if (received.putIfAbsent(part.part(), part.bytes()) == null) {
            bytes += part.bytes().bytes().length;
        }
        if (bytes > BYTES_MAX) {
            throw new IllegalStateException(
                    "the state that %s sends has more than %d bytes".formatted(source, BYTES_MAX));
        }
    }

    public boolean isComplete() {
        return received.size() == parts;
    }

    boolean isFrom(String memberId) {
        return source.id().equals(memberId);
    }

    public byte[] bytes() {
        var whole = new ByteArrayOutputStream((int) bytes);
        received.values().forEach(part -> whole.writeBytes(part.bytes()));
        return whole.toByteArray();
    }
}
