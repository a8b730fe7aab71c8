package io.ringcast.reservation.server.app;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.Backup;
import io.ringcast.replication.OutcomeUnknownException;
import io.ringcast.replication.UnavailableException;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;
import java.time.Duration;
import java.util.List;

/** The use cases of a server for callers that do not come through the multicast group. Thread-safe. */
public interface ReservationService {
    /**
     * Sends a command through the total order of the group and waits for its outcome.
     *
     * @throws UnavailableException if a read has no outcome in time, or the command was not handed to the group at all
     * @throws OutcomeUnknownException if a change has no outcome in time: it may have been made, and may still be
     */
    Outcome submit(Command command, Duration timeout);

    /**
     * The state of the group at a moment between call and return: everything that was acknowledged before the call, on
     * whichever server, is in it.
     *
     * @throws UnavailableException if that cannot be known in time
     */
    State read(Duration timeout);

    /** The state of this server and of its group. Never waits. */
    ReplicaStatus status();

    /**
     * The changes that this server has applied and still keeps, oldest first.
     *
     * @param afterIndex only those at a later index
     * @param countMax at most so many
     */
    List<AuditEntry> log(long afterIndex, int countMax);

    /** The changes among them that belong to a request; none if no such change is known. */
    List<AuditEntry> logOf(RequestId request);

    /**
     * Backs up this server's store while it is in use: everything that was acknowledged before the call, on whichever
     * server, is in the backup.
     *
     * @throws UnavailableException if that cannot be known in time
     * @throws io.ringcast.replication.api.StorageException if the backup cannot be written, or another one is
     *     being made
     */
    Backup backUp();
}
