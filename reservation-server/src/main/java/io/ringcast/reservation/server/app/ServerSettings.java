package io.ringcast.reservation.server.app;

import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.replication.BackupSettings;
import io.ringcast.replication.MembershipSettings;
import io.ringcast.replication.ReplicaSettings;
import io.ringcast.replication.api.StoreSettings;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** All settings of a server. */
record ServerSettings(ReservationProperties reservation, BackupProperties backup, RingcastProperties process) {
    /** What the names of this service's settings begin with. */
    static final String OPTIONS = "reservation";

    String name() {
        return process.name();
    }

    /** Seals what servers say to each other; null leaves it open. */
    @Nullable
    SecretKey sealingKey() {
        return process.secret() == null ? null : SharedSecret.sealingKey(process.secret());
    }

    ReplicaSettings replica() {
        Path store = reservation.store();
        return new ReplicaSettings(
                name(),
                new MembershipSettings(
                        reservation.required(), reservation.expectedServers(), reservation.suspectAfter()),
                new StoreSettings(
                        store == null ? Path.of("ringcast-store", name()) : store, // StoreChoice names one.
                        reservation.durability(),
                        reservation.logRetention(),
                        OPTIONS),
                new BackupSettings(backup.directory(), backup.kept()));
    }
}
