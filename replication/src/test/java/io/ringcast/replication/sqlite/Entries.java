package io.ringcast.replication.sqlite;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.api.Encoded;
import io.ringcast.replication.api.Epoch;
import io.ringcast.replication.api.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;

/** Log entries for tests: all that an entry says follows from its index. */
final class Entries {
    static final Epoch EPOCH = new Epoch(1, "c");

    private Entries() {}

    static LogEntry entry(long index) {
        return new LogEntry(
                index,
                EPOCH,
                new RequestId("client", index),
                1_000 + index,
                bytes("command " + index),
                bytes("+"),
                null,
                null);
    }

    static List<LogEntry> entries(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Entries::entry).toList();
    }

    static Encoded bytes(String text) {
        return Encoded.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
