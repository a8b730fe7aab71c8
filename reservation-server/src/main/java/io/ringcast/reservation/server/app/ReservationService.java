package io.ringcast.reservation.server.app;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.OutcomeUnknownException;
import io.ringcast.replication.UnavailableException;
import io.ringcast.replication.boot.ReplicaStatus;
import io.ringcast.replication.boot.ReplicatedService;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The use cases of a server for callers that do not come through the multicast group. Thread-safe. */
public interface ReservationService extends ReplicatedService {
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

    /**
     * The catalog of this server's data files as they are now.
     *
     * @throws UnusableCatalogException if there is none
     */
    Catalog files();

    /** The state of this server, of its group and of its reservations. Never waits. */
    ReservationStatus status();

    @Override
    default ReplicaStatus replica() {
        return status().replica();
    }

    @Override
    default Map<String, Object> healthDetails() {
        return Map.of("conflicts", status().conflicts().count());
    }

    /**
     * The changes that this server has applied and still keeps, oldest first.
     *
     * @param afterIndex only those at a later index
     * @param countMax at most so many
     */
    List<AuditEntry> log(long afterIndex, int countMax);

    /** The changes among them that belong to a request; none if no such change is known. */
    List<AuditEntry> logOf(RequestId request);
}
