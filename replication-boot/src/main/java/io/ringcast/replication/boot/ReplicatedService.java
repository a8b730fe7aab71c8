package io.ringcast.replication.boot;

import io.ringcast.replication.Backup;
import java.util.Map;

/** A service that is one replica of a group, as its operator sees it. Safe for use by many threads. */
public interface ReplicatedService {
    /** What this server knows of itself and of its group; never waits. */
    ReplicaStatus replica();

    /** What the service adds to the details of its health. */
    default Map<String, Object> healthDetails() {
        return Map.of();
    }

    /**
     * Backs up this server's store while it is in use: everything that was acknowledged before the call, on whichever
     * server, is in the backup.
     *
     * @throws io.ringcast.replication.UnavailableException if that cannot be known in time
     * @throws io.ringcast.replication.api.StorageException if the backup cannot be written, or another one is
     *     being made
     */
    Backup backUp();
}
