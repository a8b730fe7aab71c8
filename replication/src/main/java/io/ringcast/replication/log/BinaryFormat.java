package io.ringcast.replication.log;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.MergePolicy.Kept;
import io.ringcast.replication.api.ReturnAddress;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of what replicas exchange and store: big-endian numbers, strings in modified UTF-8 with a 16-bit
 * length, byte strings and lists with a 32-bit one. Reading never allocates more than what has arrived.
 */
public final class BinaryFormat {
    private BinaryFormat() {}

    public interface Writer<T> {
        void write(DataOutputStream to, T value) throws IOException;
    }

    public interface Reader<T> {
        T read(DataInputStream from) throws IOException;
    }

    public static <T> void list(DataOutputStream to, List<T> values, Writer<T> writer) throws IOException {
        to.writeInt(values.size());
        for (T value : values) {
            writer.write(to, value);
        }
    }

    public static <T> List<T> list(DataInputStream from, Reader<T> reader) throws IOException {
        int size = from.readInt();
        if (size < 0 || size > from.available()) {
            throw new EOFException("a list of %d elements in %d bytes".formatted(size, from.available()));
        }
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(reader.read(from));
        }
        return values;
    }

    public static void bytes(DataOutputStream to, Encoded value) throws IOException {
        to.writeInt(value.bytes().length);
        to.write(value.bytes());
    }

    public static Encoded bytes(DataInputStream from) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > from.available()) {
            throw new EOFException("a byte string of %d bytes in %d".formatted(length, from.available()));
        }
        return Encoded.of(from.readNBytes(length));
    }

    public static <T> void optional(DataOutputStream to, @Nullable T value, Writer<T> writer) throws IOException {
        to.writeBoolean(value != null);
        if (value != null) {
            writer.write(to, value);
        }
    }

    public static <T> @Nullable T optional(DataInputStream from, Reader<T> reader) throws IOException {
        return from.readBoolean() ? reader.read(from) : null;
    }

    public static void id(DataOutputStream to, RequestId id) throws IOException {
        to.writeUTF(id.requester());
        to.writeLong(id.sequence());
    }

    public static RequestId id(DataInputStream from) throws IOException {
        return new RequestId(from.readUTF(), from.readLong());
    }

    public static void epoch(DataOutputStream to, Epoch epoch) throws IOException {
        to.writeLong(epoch.counter());
        to.writeUTF(epoch.leader());
    }

    public static Epoch epoch(DataInputStream from) throws IOException {
        return new Epoch(from.readLong(), from.readUTF());
    }

    public static void epochs(DataOutputStream to, EpochHistory epochs) throws IOException {
        list(to, epochs.starts(), (out, start) -> {
            epoch(out, start.epoch());
            out.writeLong(start.index());
            out.writeBoolean(start.open());
        });
    }

    public static EpochHistory epochs(DataInputStream from) throws IOException {
        return new EpochHistory(list(from, in -> new EpochHistory.Start(epoch(in), in.readLong(), in.readBoolean())));
    }

    public static void address(DataOutputStream to, ReturnAddress address) throws IOException {
        to.writeUTF(address.host());
        to.writeInt(address.port());
    }

    public static ReturnAddress address(DataInputStream from) throws IOException {
        return new ReturnAddress(from.readUTF(), from.readInt());
    }

    public static void entry(DataOutputStream to, LogEntry entry) throws IOException {
        to.writeLong(entry.index());
        epoch(to, entry.epoch());
        id(to, entry.id());
        to.writeLong(entry.timeMillis());
        bytes(to, entry.command());
        bytes(to, entry.outcome());
        again(to, entry.lostOutcome(), entry.kept());
    }

    public static LogEntry entry(DataInputStream from) throws IOException {
        long index = from.readLong();
        Epoch epoch = epoch(from);
        RequestId id = id(from);
        long timeMillis = from.readLong();
        Encoded command = bytes(from);
        Encoded outcome = bytes(from);
        Again again = again(from);
        return new LogEntry(index, epoch, id, timeMillis, command, outcome, again.lostOutcome(), again.kept());
    }

    /** What an entry or a request says if it is applied again. */
    private record Again(
            @Nullable Encoded lostOutcome, @Nullable Kept<Encoded> kept) {}

    /** A byte says which: 0 neither, 1 only the first, 2 both, but how the other was decided is forgotten, 3 both. */
    private static void again(DataOutputStream to, @Nullable Encoded lostOutcome, @Nullable Kept<Encoded> kept)
            throws IOException {
        Encoded keptOutcome = kept == null ? null : kept.outcome();
        if (lostOutcome == null) {
            to.writeByte(0);
        } else if (kept == null) {
            to.writeByte(1);
            bytes(to, lostOutcome);
        } else if (keptOutcome == null) {
            to.writeByte(2);
            bytes(to, lostOutcome);
        } else {
            to.writeByte(3);
            bytes(to, lostOutcome);
            bytes(to, keptOutcome);
        }
    }

    private static Again again(DataInputStream from) throws IOException {
        byte which = from.readByte();
        return switch (which) {
            case 0 -> new Again(null, null);
            case 1 -> new Again(bytes(from), null);
            case 2 -> new Again(bytes(from), new Kept<>(null));
            case 3 -> new Again(bytes(from), new Kept<>(bytes(from)));
            default -> throw new IOException("%d where 0 to 3 can be".formatted(which));
        };
    }

    public static void lost(DataOutputStream to, LostChange change) throws IOException {
        entry(to, change.entry());
        to.writeBoolean(change.certain());
        optional(to, change.kept(), (out, kept) -> optional(out, kept.outcome(), BinaryFormat::bytes));
    }

    public static LostChange lost(DataInputStream from) throws IOException {
        return new LostChange(
                entry(from), from.readBoolean(), optional(from, in -> new Kept<>(optional(in, BinaryFormat::bytes))));
    }

    public static void request(DataOutputStream to, PreparedRequest request) throws IOException {
        id(to, request.id());
        to.writeInt(request.attempt());
        to.writeLong(request.timeMillis());
        optional(to, request.from(), BinaryFormat::address);
        bytes(to, request.command());
        again(to, request.lostOutcome(), request.kept());
    }

    public static PreparedRequest request(DataInputStream from) throws IOException {
        RequestId id = id(from);
        int attempt = from.readInt();
        long timeMillis = from.readLong();
        ReturnAddress address = optional(from, BinaryFormat::address);
        Encoded command = bytes(from);
        Again again = again(from);
        return new PreparedRequest(id, attempt, timeMillis, address, command, again.lostOutcome(), again.kept());
    }

    public static DataInputStream reading(byte[] bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** Why bytes of another format version are refused. */
    public static String unreadable(String what, int version, int newest) {
        return version > newest
                ? "%s has format version %d, which a newer release wrote; this release reads version %d. Run the newer release on this server, too."
                        .formatted(what, version, newest)
                : "%s has format version %d instead of %d".formatted(what, version, newest);
    }
}
