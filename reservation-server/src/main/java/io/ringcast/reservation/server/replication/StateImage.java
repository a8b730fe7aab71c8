package io.ringcast.reservation.server.replication;

import io.ringcast.reservation.server.replication.Sessions.Session;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The bytes of a {@link ReplicaState}: what a joiner is sent and what the disk keeps. Equal states, equal bytes. */
final class StateImage {
    private static final int VERSION = 2;

    private StateImage() {}

    static <S, O> byte[] encode(StateMachine<S, ?, O> machine, ReplicaState<S, O> state) {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try {
            write(machine, state, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the same bytes piece by piece: they may be many. */
    static <S, O> void write(StateMachine<S, ?, O> machine, ReplicaState<S, O> state, OutputStream stream)
            throws IOException {
        var to = new DataOutputStream(stream);
        to.writeByte(VERSION);
        to.writeLong(state.index());
        to.writeUTF(state.chain().hex());
        Wire.lineage(to, state.lineage());
        Chunks.write(to, chunks -> machine.writeState(state.application(), chunks));
        List<Map.Entry<Long, String>> clients =
                List.copyOf(state.sessions().byIndex().entrySet());
        Wire.list(to, clients, (out, client) -> {
            Session<O> session = state.sessions().byClient().get(client.getValue());
            if (session == null) {
                throw new IllegalStateException("no session of " + client.getValue());
            }
            out.writeLong(client.getKey());
            out.writeUTF(client.getValue());
            out.writeLong(session.sequence());
            Wire.bytes(out, Encoded.of(machine.encodeOutcome(session.outcome())));
        });
        Wire.list(to, state.recent().all(), Wire::entry);
        to.flush();
    }

    /** @throws IllegalStateException if the bytes are not an image of this version: the sender or the disk is broken */
    static <S, C, O> ReplicaState<S, O> decode(StateMachine<S, C, O> machine, byte[] bytes) {
        try {
            return read(machine, Wire.reading(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not the image of a state: " + e.getMessage(), e);
        }
    }

    private static <S, C, O> ReplicaState<S, O> read(StateMachine<S, C, O> machine, DataInputStream from)
            throws IOException {
        int version = from.readByte();
        if (version != VERSION) {
            throw new IOException("version %d instead of %d".formatted(version, VERSION));
        }
        long index = from.readLong();
        var chain = Chain.ofHex(from.readUTF());
        Lineage lineage = Wire.lineage(from);
        S application = machine.decodeState(Chunks.read(from));
        Sessions<O> sessions = Sessions.none();
        int clients = from.readInt();
        for (int i = 0; i < clients; i++) {
            long at = from.readLong();
            String client = from.readUTF();
            long sequence = from.readLong();
            O outcome = machine.decodeOutcome(Wire.bytes(from).bytes());
            sessions = sessions.with(client, new Session<>(sequence, at, outcome));
        }
        RecentChanges recent = RecentChanges.none();
        for (LogEntry entry : Wire.list(from, Wire::entry)) {
            recent = recent.with(entry);
        }
        return new ReplicaState<>(application, sessions, recent, lineage, index, chain);
    }

    /** Cuts an image into parts that fit a message. */
    static List<Encoded> parts(byte[] image, int partBytesMax) {
        List<Encoded> parts = new ArrayList<>();
        for (int i = 0; i < image.length; i += partBytesMax) {
            parts.add(Encoded.of(Arrays.copyOfRange(image, i, Math.min(image.length, i + partBytesMax))));
        }
        return parts;
    }
}
