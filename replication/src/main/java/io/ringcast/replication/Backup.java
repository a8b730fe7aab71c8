package io.ringcast.replication;

import java.nio.file.Path;

/**
 * A backup of a replica's store, on the disk.
 *
 * @param path its directory, a complete store
 * @param index all changes up to this one are in it: all that was acknowledged before the backup began
 * @param digest hash over all of them, as {@link io.ringcast.replication.api.ReplicaReport} has it
 * @param bytes of all its files
 */
public record Backup(Path path, long index, String digest, long bytes) {}
