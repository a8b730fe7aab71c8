package io.ringcast.replication.log;

import io.ringcast.replication.api.LogEntry;
import java.util.List;

/** The stored changes, as far back as they are kept. */
public interface ReplicaLog {
    /** The changes after this index, oldest first. Called by the replica's thread, after all before was stored. */
    List<LogEntry> after(long index);
}
