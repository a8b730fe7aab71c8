package io.ringcast.replication.boot;

import io.ringcast.replication.StoreStatus;
import io.ringcast.replication.api.ReplicaReport;

/**
 * What a server knows of itself and of its group.
 *
 * @param name this server's
 * @param store what the server found in its store when it started
 */
public record ReplicaStatus(String name, ReplicaReport<?> report, StoreStatus store) {}
