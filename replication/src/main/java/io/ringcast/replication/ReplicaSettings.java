package io.ringcast.replication;

import io.ringcast.replication.api.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a replica is told when it is started.
 *
 * @param name of this server, for people
 * @param minMembers how many servers there must be to serve; a majority rules out that a partition decides twice
 * @param servers how many servers the group should have; 0 if nobody has said it
 * @param suspectAfter how long a server may be silent before the others go on without it
 * @param store where this replica keeps what it knows
 * @param backups the directory of backups; servers may share it
 * @param backupsKept how many backups of this server are kept
 */
public record ReplicaSettings(
        String name,
        int minMembers,
        int servers,
        Duration suspectAfter,
        StoreSettings store,
        Path backups,
        int backupsKept) {}
