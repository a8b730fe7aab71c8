package io.ringcast.reservation.server.app;

import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.replication.BackupSettings;
import io.ringcast.replication.ReplicaSettings;
import io.ringcast.replication.boot.ReplicaOptions;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** All settings of a server. */
record ServerSettings(
        ReservationProperties reservation,
        ReplicaOptions options,
        BackupProperties backup,
        RingcastProperties process) {
    String name() {
        return process.name();
    }

    /** Seals what servers say to each other; null leaves it open. */
    @Nullable
    SecretKey sealingKey() {
        return process.secret() == null ? null : SharedSecret.sealingKey(process.secret());
    }

    ReplicaSettings replica() {
        return options.settings(name(), new BackupSettings(backup.directory(), backup.kept()));
    }
}
