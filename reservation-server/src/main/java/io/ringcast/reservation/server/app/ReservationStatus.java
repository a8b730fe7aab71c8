package io.ringcast.reservation.server.app;

import io.ringcast.replication.boot.ReplicaStatus;
import io.ringcast.reservation.server.domain.Conflicts;

/**
 * What a server knows of itself, its group and its reservations at one moment.
 *
 * @param reservations how many slots are taken
 * @param skippedReservations lines of reservations.txt that this server left out
 * @param duplicateLines repeated lines of the data files that this server left out
 * @param catalogDiffers whether this server's own files differ from the catalog that it adopted from the group
 */
public record ReservationStatus(
        ReplicaStatus replica,
        int reservations,
        Conflicts conflicts,
        int skippedReservations,
        int duplicateLines,
        boolean catalogDiffers) {}
