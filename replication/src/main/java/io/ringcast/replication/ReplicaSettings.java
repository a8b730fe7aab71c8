package io.ringcast.replication;

import io.ringcast.replication.api.StoreSettings;

/**
 * The settings of a replica, the same until the process ends.
 *
 * @param name of this server, for people
 */
public record ReplicaSettings(
        String name, MembershipSettings membership, StoreSettings store, BackupSettings backups) {}
