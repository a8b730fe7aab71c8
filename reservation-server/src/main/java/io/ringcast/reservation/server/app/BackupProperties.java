package io.ringcast.reservation.server.app;

import io.ringcast.replication.boot.WrongPropertyException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where backups go. A request for a backup cannot choose the place.
 *
 * @param directory of all backups; servers may share it
 * @param kept how many backups of this server are kept
 */
@ConfigurationProperties("reservation.backup")
public record BackupProperties(
        @DefaultValue("ringcast-backups") Path directory,
        @DefaultValue("10") int kept) {
    private static final int KEPT_MAX = 1_000;

    /** Refuses values that cannot work. */
    public BackupProperties {
        if (kept < 1 || kept > KEPT_MAX) {
            throw new WrongPropertyException("reservation.backup.kept should be a number from 1 to 1000.");
        }
    }
}
