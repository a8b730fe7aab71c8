package io.ringcast.replication.wire;

import io.ringcast.replication.api.Kept;
import io.ringcast.replication.group.Levels;
import io.ringcast.replication.log.Chain;
import io.ringcast.replication.log.Wire;
import io.ringcast.replication.wire.ReplicaMessage.Acknowledge;
import io.ringcast.replication.wire.ReplicaMessage.Announce;
import io.ringcast.replication.wire.ReplicaMessage.Committed;
import io.ringcast.replication.wire.ReplicaMessage.Forward;
import io.ringcast.replication.wire.ReplicaMessage.Install;
import io.ringcast.replication.wire.ReplicaMessage.Insufficient;
import io.ringcast.replication.wire.ReplicaMessage.Lost;
import io.ringcast.replication.wire.ReplicaMessage.Order;
import io.ringcast.replication.wire.ReplicaMessage.StatePart;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The bytes of a {@link ReplicaMessage}: one byte for the version, one for the type, then the fields in the order of the
 * record, as {@link Wire} writes them. The types 8 and 9 were a {@code Forward} without an epoch and a {@code Lost} without
 * {@link Kept}: a server of that time and one of today each take the other's for unknown, and get on without them.
 *
 * <p>Type 12 is an {@code Install} with voters. It is sent only to groups whose level is {@link Levels#QUORUM_VIEW_CHANGE}.
 */
public final class ReplicaMessages {
    private static final int VERSION = 1;

    private ReplicaMessages() {}

    public static byte[] encode(ReplicaMessage message) {
        var bytes = new ByteArrayOutputStream(256);
        try (var to = new DataOutputStream(bytes)) {
            to.writeByte(VERSION);
            switch (message) {
                case Announce m -> {
                    to.writeByte(1);
                    to.writeUTF(m.view());
                    Wire.lineage(to, m.lineage());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                }
                case Install m -> {
                    boolean all = m.voters().isEmpty();
                    to.writeByte(all ? 2 : 12);
                    to.writeUTF(m.view());
                    Wire.epoch(to, m.epoch());
                    Wire.lineage(to, m.lineage());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                    to.writeUTF(m.source());
                    Wire.list(to, m.behind(), DataOutputStream::writeUTF);
                    if (!all) {
                        Wire.list(to, m.voters(), DataOutputStream::writeUTF);
                    }
                }
                case Insufficient m -> {
                    to.writeByte(3);
                    to.writeUTF(m.view());
                }
                case StatePart m -> {
                    to.writeByte(4);
                    to.writeUTF(m.view());
                    to.writeInt(m.part());
                    to.writeInt(m.parts());
                    Wire.bytes(to, m.bytes());
                }
                case Order m -> {
                    to.writeByte(5);
                    Wire.epoch(to, m.epoch());
                    to.writeLong(m.firstPosition());
                    to.writeLong(m.index());
                    to.writeUTF(m.chain().hex());
                    Wire.list(to, m.requests(), Wire::request);
                    to.writeLong(m.committed());
                }
                case Acknowledge m -> {
                    to.writeByte(6);
                    Wire.epoch(to, m.epoch());
                    to.writeLong(m.position());
                }
                case Committed m -> {
                    to.writeByte(7);
                    Wire.epoch(to, m.epoch());
                    to.writeLong(m.position());
                }
                case Forward m -> {
                    to.writeByte(10);
                    Wire.epoch(to, m.epoch());
                    Wire.id(to, m.id());
                    to.writeInt(m.attempt());
                    Wire.address(to, m.from());
                    Wire.bytes(to, m.command());
                }
                case Lost m -> {
                    to.writeByte(11);
                    Wire.epoch(to, m.epoch());
                    Wire.list(to, m.changes(), Wire::lost);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException if the bytes are not exactly one message of this version */
    public static ReplicaMessage decode(byte[] bytes) throws IOException {
        DataInputStream from = Wire.reading(bytes);
        int version = from.readByte();
        if (version != VERSION) {
            throw new IOException(Wire.unreadable("This message", version, VERSION));
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
            case 1 -> new Announce(from.readUTF(), Wire.lineage(from), from.readLong(), Chain.ofHex(from.readUTF()));
            case 2 -> install(from, false);
            case 3 -> new Insufficient(from.readUTF());
            case 4 -> new StatePart(from.readUTF(), from.readInt(), from.readInt(), Wire.bytes(from));
            case 5 ->
                new Order(
                        Wire.epoch(from),
                        from.readLong(),
                        from.readLong(),
                        Chain.ofHex(from.readUTF()),
                        Wire.list(from, Wire::request),
                        from.readLong());
            case 6 -> new Acknowledge(Wire.epoch(from), from.readLong());
            case 7 -> new Committed(Wire.epoch(from), from.readLong());
            case 10 ->
                new Forward(Wire.epoch(from), Wire.id(from), from.readInt(), Wire.address(from), Wire.bytes(from));
            case 11 -> new Lost(Wire.epoch(from), Wire.list(from, Wire::lost));
            case 12 -> install(from, true);
            default -> throw new IOException("unknown type " + type);
        };
    }

    private static Install install(DataInputStream from, boolean quorum) throws IOException {
        return new Install(
                from.readUTF(),
                Wire.epoch(from),
                Wire.lineage(from),
                from.readLong(),
                Chain.ofHex(from.readUTF()),
                from.readUTF(),
                Wire.list(from, in -> in.readUTF()),
                quorum ? Wire.list(from, in -> in.readUTF()) : List.of());
    }
}
