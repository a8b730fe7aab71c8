package io.ringcast.replication.log;

import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.StateMachine;
import io.ringcast.replication.log.Sessions.Session;
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
public final class SnapshotCodec {
    private static final int VERSION = 2;

    private SnapshotCodec() {}

    public static <S, O> byte[] encode(StateMachine<S, ?, O> machine, ReplicaState<S, O> state) {
        var bytes = new ByteArrayOutputStream(64 * 1024);
        try {
            write(machine, state, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    /** Writes the same bytes piece by piece: they may be many. */
    public static <S, O> void write(StateMachine<S, ?, O> machine, ReplicaState<S, O> state, OutputStream stream)
            throws IOException {
        var to = new DataOutputStream(stream);
        to.writeByte(VERSION);
        to.writeLong(state.index());
        to.writeUTF(state.chain().hex());
        BinaryFormat.epochs(to, state.epochs());
        Chunks.write(to, chunks -> machine.states().write(state.application(), chunks));
        List<Map.Entry<Long, String>> clients =
                List.copyOf(state.sessions().byIndex().entrySet());
        BinaryFormat.list(to, clients, (out, client) -> {
            Session<O> session = state.sessions().byClient().get(client.getValue());
            if (session == null) {
                throw new IllegalStateException("no session of " + client.getValue());
            }
            out.writeLong(client.getKey());
            out.writeUTF(client.getValue());
            out.writeLong(session.sequence());
            BinaryFormat.bytes(out, Encoded.of(machine.outcomes().encode(session.outcome())));
        });
        BinaryFormat.list(to, state.recent().all(), BinaryFormat::entry);
        to.flush();
    }

    /** @throws IllegalStateException if the bytes are not a snapshot of this version: the sender or the disk is broken */
    public static <S, C, O> ReplicaState<S, O> decode(StateMachine<S, C, O> machine, byte[] bytes) {
        try {
            return read(machine, BinaryFormat.reading(bytes));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not the snapshot of a state: " + e.getMessage(), e);
        }
    }

    private static <S, C, O> ReplicaState<S, O> read(StateMachine<S, C, O> machine, DataInputStream from)
            throws IOException {
        int version = from.readByte();
        if (version != VERSION) {
            throw new IOException(BinaryFormat.unreadable("This state", version, VERSION));
        }
        long index = from.readLong();
        var chain = HashChain.ofHex(from.readUTF());
        EpochHistory epochs = BinaryFormat.epochs(from);
        S application = machine.states().decode(Chunks.read(from));
        Sessions<O> sessions = Sessions.none(machine.memory());
        int clients = from.readInt();
        for (int i = 0; i < clients; i++) {
            long at = from.readLong();
            String client = from.readUTF();
            long sequence = from.readLong();
            O outcome = machine.outcomes().decode(BinaryFormat.bytes(from).bytes());
            sessions = sessions.with(client, new Session<>(sequence, at, outcome));
        }
        RecentChanges recent = RecentChanges.none(machine.memory());
        for (LogEntry entry : BinaryFormat.list(from, BinaryFormat::entry)) {
            recent = recent.with(entry);
        }
        return new ReplicaState<>(application, sessions, recent, epochs, index, chain);
    }

    /** The bytes of a state in parts that fit a message, without the whole in one piece, which may be large. */
    public static <S, O> List<Encoded> parts(
            StateMachine<S, ?, O> machine, ReplicaState<S, O> state, int partBytesMax) {
        var parts = new Parts(partBytesMax);
        try {
            write(machine, state, parts);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return parts.all();
    }

    /** Cuts what is written into parts of one size; the last may be smaller. */
    private static final class Parts extends OutputStream {
        private final List<Encoded> full = new ArrayList<>();
        private final byte[] part;
        private int length;

        private Parts(int bytesMax) {
            part = new byte[bytesMax];
        }

        @Override
        public void write(int b) {
            if (length == part.length) {
                cut();
            }
            part[length++] = (byte) b;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            int done = 0;
            while (done < count) {
                if (length == part.length) {
                    cut();
                }
                int fits = Math.min(count - done, part.length - length);
                System.arraycopy(bytes, offset + done, part, length, fits);
                length += fits;
                done += fits;
            }
        }

        private void cut() {
            full.add(Encoded.of(Arrays.copyOf(part, length)));
            length = 0;
        }

        private List<Encoded> all() {
            if (length > 0) {
                cut();
            }
            return List.copyOf(full);
        }
    }
}
