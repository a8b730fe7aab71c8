package io.ringcast.reservation.server.web;

import io.ringcast.foundation.RequestId;
import io.ringcast.replication.Backup;
import io.ringcast.replication.OutcomeUnknownException;
import io.ringcast.replication.StoreStatus;
import io.ringcast.replication.UnavailableException;
import io.ringcast.replication.api.Ordered;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.StateMachine.Transition;
import io.ringcast.replication.boot.ReplicaStatus;
import io.ringcast.reservation.server.app.AuditEntry;
import io.ringcast.reservation.server.app.ReservationService;
import io.ringcast.reservation.server.app.ReservationStatus;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.Rules;
import io.ringcast.reservation.server.domain.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules without replication: a group of one, in memory. */
public final class FakeReservationService implements ReservationService {
    public State state;
    public boolean available = true;
    /** Whether changes are made, but nobody is told. */
    public boolean silent;

    /** After so many changes this server is not available any more. */
    public int changesMax = Integer.MAX_VALUE;

    public Catalog files;

    private final List<AuditEntry> log = new ArrayList<>();

    public FakeReservationService(State state) {
        this.state = state;
        this.files = state.catalog();
    }

    @Override
    public synchronized Outcome submit(Command command, Duration timeout) {
        if (log.size() >= changesMax) {
            available = false;
        }
        requireAvailable();
        long index = log.size() + 1L;
        var ordered = new Ordered<>(new RequestId("rest", index), 1_700_000_000_000L + index, command);
        Transition<State, Outcome> decision = Rules.apply(state, ordered, catalog -> true);
        state = decision.state();
        if (command instanceof Command.Change) {
            log.add(new AuditEntry(index, ordered.id().toString(), ordered.timeMillis(), command, decision.outcome()));
            if (silent) {
                throw new OutcomeUnknownException(new RequestId("rest", index), "There was no outcome in time.");
            }
        }
        return decision.outcome();
    }

    @Override
    public State read(Duration timeout) {
        requireAvailable();
        return state;
    }

    @Override
    public Catalog files() {
        return files;
    }

    @Override
    public ReservationStatus status() {
        Phase phase = available ? Phase.ACTIVE : Phase.MINORITY;
        var report = new ReplicaReport<>(
                phase, "s2", List.of("s2", "s1"), 1, 1, state, log.size(), "cafe", 0, 0, 0, 0, null);
        var store = new StoreStatus(
                "/var/lib/ringcast/s1", StoreStatus.Found.EXISTING, 7, Instant.ofEpochMilli(1_700_000_000_000L));
        return new ReservationStatus(
                new ReplicaStatus("s1", report, store), state.reservations().size(), state.conflicts(), 1, 2, false);
    }

    @Override
    public List<AuditEntry> log(long afterIndex, int countMax) {
        return log.stream()
                .filter(entry -> entry.index() > afterIndex)
                .limit(countMax)
                .toList();
    }

    @Override
    public List<AuditEntry> logOf(RequestId request) {
        return log.stream()
                .filter(entry -> entry.requestId().equals(request.toString()))
                .toList();
    }

    @Override
    public Backup backUp() {
        requireAvailable();
        return new Backup(Path.of("/var/backups/s1-today"), 7, "cafe", 4096);
    }

    private void requireAvailable() {
        if (!available) {
            throw new UnavailableException("This server sees 1 of at least 2 servers.");
        }
    }
}
