package io.ringcast.replication;

import java.nio.file.Path;

/**
 * Where backups of a replica's store go.
 *
 * @param directory of all backups; servers may share it
 * @param kept how many backups of this server are kept
 */
public record BackupSettings(Path directory, int kept) {}
