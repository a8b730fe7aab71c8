package io.ringcast.replication.wire;

import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.group.Levels;
import io.ringcast.replication.log.BinaryFormat;
import io.ringcast.replication.log.HashChain;
import io.ringcast.replication.wire.ReplicaMessage.Commit;
import io.ringcast.replication.wire.ReplicaMessage.DoViewChange;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import io.ringcast.replication.wire.ReplicaMessage.Prepare;
import io.ringcast.replication.wire.ReplicaMessage.PrepareOk;
import io.ringcast.replication.wire.ReplicaMessage.Resubmit;
import io.ringcast.replication.wire.ReplicaMessage.SnapshotPart;
import io.ringcast.replication.wire.ReplicaMessage.StartView;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The bytes of a {@link ReplicaMessage}: one byte for the version, one for the type, then the fields in the order of the
 * record, as {@link BinaryFormat} writes them. The types 8 and 9 were a {@code Forward} without an epoch and a {@code Resubmit} without
 * {@link Kept}. Servers of that time and of today ignore each other's types, which neither needs.
 *
 * <p>Type 12 is a {@code StartView} with voters. It is sent only to groups whose level is {@link Levels#QUORUM_VIEW_CHANGE}.
 */
public final class ReplicaMessages {
    private static final int VERSION = 1;

    private ReplicaMessages() {}

    public static byte[] encode(ReplicaMessage message) {
        var bytes = new ByteArrayOutputStream(256);
        try (var to = new DataOutputStream(bytes)) {
            to.writeByte(VERSION);
            switch (message) {
                case DoViewChange m -> {
                    to.writeByte(1);
                    to.writeUTF(m.view());
                    BinaryFormat.epochs(to, m.epochs());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                }
                case StartView m -> {
                    boolean all = m.voters().isEmpty();
                    to.writeByte(all ? 2 : 12);
                    to.writeUTF(m.view());
                    BinaryFormat.epoch(to, m.epoch());
                    BinaryFormat.epochs(to, m.epochs());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                    to.writeUTF(m.source());
                    BinaryFormat.list(to, m.behind(), DataOutputStream::writeUTF);
                    if (!all) {
                        BinaryFormat.list(to, m.voters(), DataOutputStream::writeUTF);
                    }
                }
                case Insufficient m -> {
                    to.writeByte(3);
                    to.writeUTF(m.view());
                }
                case SnapshotPart m -> {
                    to.writeByte(4);
                    to.writeUTF(m.view());
                    to.writeInt(m.part());
                    to.writeInt(m.parts());
                    BinaryFormat.bytes(to, m.bytes());
                }
                case Prepare m -> {
                    to.writeByte(5);
                    BinaryFormat.epoch(to, m.epoch());
                    to.writeLong(m.firstPosition());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                    BinaryFormat.list(to, m.requests(), BinaryFormat::request);
                    to.writeLong(m.committed());
                }
                case PrepareOk m -> {
                    to.writeByte(6);
                    BinaryFormat.epoch(to, m.epoch());
                    to.writeLong(m.position());
                }
                case Commit m -> {
                    to.writeByte(7);
                    BinaryFormat.epoch(to, m.epoch());
                    to.writeLong(m.position());
                }
                case Forward m -> {
                    to.writeByte(10);
                    BinaryFormat.epoch(to, m.epoch());
                    BinaryFormat.id(to, m.id());
                    to.writeInt(m.attempt());
                    BinaryFormat.address(to, m.from());
                    BinaryFormat.bytes(to, m.command());
                }
                case Resubmit m -> {
                    to.writeByte(11);
                    BinaryFormat.epoch(to, m.epoch());
                    BinaryFormat.list(to, m.changes(), BinaryFormat::lost);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not exactly one message of this version */
    public static ReplicaMessage decode(byte[] bytes) throws IOException {
        DataInputStream from = BinaryFormat.reading(bytes);
        int version = from.readByte();
        if (version != VERSION) {
            throw new IOException(BinaryFormat.unreadable("This message", version, VERSION));
        }
        ReplicaMessage message;
        try {
            message = read(from);
        } catch (IllegalArgumentException e) {
            throw new IOException("a field that cannot be", e);
        }
        if (from.available() > 0) {
            throw new IOException("%d bytes too many".formatted(from.available()));
        }
        return message;
    }

    private static ReplicaMessage read(DataInputStream from) throws IOException {
        int type = from.readByte();
        return switch (type) {
            case 1 ->
                new DoViewChange(
                        from.readUTF(), BinaryFormat.epochs(from), from.readLong(), HashChain.ofHex(from.readUTF()));
            case 2 -> startView(from, false);
            case 3 -> new Insufficient(from.readUTF());
            case 4 -> new SnapshotPart(from.readUTF(), from.readInt(), from.readInt(), BinaryFormat.bytes(from));
            case 5 ->
                new Prepare(
                        BinaryFormat.epoch(from),
                        from.readLong(),
                        from.readLong(),
                        HashChain.ofHex(from.readUTF()),
                        BinaryFormat.list(from, BinaryFormat::request),
                        from.readLong());
            case 6 -> new PrepareOk(BinaryFormat.epoch(from), from.readLong());
            case 7 -> new Commit(BinaryFormat.epoch(from), from.readLong());
            case 10 ->
                new Forward(
                        BinaryFormat.epoch(from),
                        BinaryFormat.id(from),
                        from.readInt(),
                        BinaryFormat.address(from),
                        BinaryFormat.bytes(from));
            case 11 -> new Resubmit(BinaryFormat.epoch(from), BinaryFormat.list(from, BinaryFormat::lost));
            case 12 -> startView(from, true);
            default -> throw new IOException("unknown type " + type);
        };
    }

    private static StartView startView(DataInputStream from, boolean quorum) throws IOException {
        return new StartView(
                from.readUTF(),
                BinaryFormat.epoch(from),
                BinaryFormat.epochs(from),
                from.readLong(),
                HashChain.ofHex(from.readUTF()),
                from.readUTF(),
                BinaryFormat.list(from, in -> in.readUTF()),
                quorum ? BinaryFormat.list(from, in -> in.readUTF()) : List.of());
    }
}
