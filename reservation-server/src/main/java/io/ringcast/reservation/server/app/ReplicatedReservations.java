package io.ringcast.reservation.server.app;

import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.CommandLog;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.replication.Backup;
import io.ringcast.replication.LocalRequests;
import io.ringcast.replication.ReplicatedStateMachine;
import io.ringcast.replication.UnavailableException;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.LogEntry;
import io.ringcast.replication.api.NetworkUnavailableException;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.boot.ReplicaStatus;
import io.ringcast.replication.boot.WrongPropertyException;
import io.ringcast.reservation.server.domain.Catalog;
import io.ringcast.reservation.server.domain.Command;
import io.ringcast.reservation.server.domain.Conflicts;
import io.ringcast.reservation.server.domain.Outcome;
import io.ringcast.reservation.server.domain.State;
import io.ringcast.reservation.server.transport.ClientEndpoint;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.SecretKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One server of the reservation service: its data files, its replica of the state, and the endpoint for clients.
 */
final class ReplicatedReservations implements ReservationService, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReplicatedReservations.class);
    private static final int LOG_PAGE = 10_000;

    /** How long a backup waits for the changes that were acknowledged before it. */
    private static final Duration BACKUP_BARRIER = Duration.ofSeconds(10);

    private final String name;
    private final CatalogFiles files;
    private final ReservationStateMachine machine;
    private final LocalRequests<Command, Outcome> local;
    private final ReplicatedStateMachine<State, Command, Outcome> replica;
    private final ClientEndpoint clients;

    /**
     * Starts a server.
     *
     * @throws RuntimeException with a sentence that says what would have been right, if the files, the disk or the
     *     network cannot be used as configured
     */
    ReplicatedReservations(
            ServerSettings settings,
            CatalogFiles files,
            Datagrams datagrams,
            ReplyGuard guard,
            ReplicaObserver<State> observer,
            VitalThreads vital) {
        ReservationProperties properties = settings.reservation();
        this.name = settings.name();
        this.files = files;
        files.atStart().warnings().forEach(log::warn);
        this.machine = new ReservationStateMachine(files.atStart().state());
        InetAddress group = address(properties.group());
        LocalNetwork network = datagrams.network();
        SecretKey key = settings.sealingKey();
        this.replica = ReplicatedStateMachine.open(machine, settings.replica(), vital);
        this.local = new LocalRequests<>(
                replica::request, this::isRefusing, machine::isChange, ReservationProperties.MEMBERSHIP);
        // Clients are heard before the group is joined, so that an unusable port is reported at once.
        this.clients = open(datagrams, new InetSocketAddress(group, properties.port()), guard);
        replica.start(
                () -> new GroupAddress(
                        group,
                        properties.port() + 1,
                        network.address().orElseThrow(() -> new NetworkUnavailableException(problems(network))),
                        network.multicastTtl(),
                        key,
                        network.lab()),
                new Answers(),
                observer);
        network.onChange(() -> replica.networkChanged(
                "The network interface " + network.interfaceName() + " has changed. " + problems(network)));
    }

    private static String problems(LocalNetwork network) {
        return String.join(" ", network.problems());
    }

    private ClientEndpoint open(Datagrams datagrams, InetSocketAddress group, ReplyGuard guard) {
        try {
            return new ClientEndpoint(datagrams, group, name, guard, replica::request);
        } catch (RuntimeException e) {
            try {
                replica.close();
            } catch (RuntimeException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private static InetAddress address(String group) {
        try {
            return InetAddress.getByName(group);
        } catch (UnknownHostException e) {
            throw new WrongPropertyException(
                    "reservation.group should be a multicast address, such as 235.1.1.1, and not " + group + ".");
        }
    }

    private boolean isRefusing() {
        ReplicaReport<State> report = replica.report();
        return report.phase() == Phase.MINORITY || report.failure() != null;
    }

    /** To clients by datagram, to this server's own REST interface directly. */
    private final class Answers implements AnswerSink<Outcome> {
        @Override
        public void answer(ReturnAddress to, RequestId id, int attempt, long index, Outcome outcome) {
            CommandLog.ended(id, outcome.getClass().getSimpleName(), outcome);
            AnswerSink<Outcome> sink = to.isLocal() ? local : clients;
            sink.answer(to, id, attempt, index, outcome);
        }

        @Override
        public void flush() {
            clients.flush();
        }

        @Override
        public void discard() {
            clients.discard();
        }

        @Override
        public void unavailable(ReturnAddress to, RequestId id, int attempt) {
            CommandLog.ended(id, "Unavailable", replica.report().phase());
            AnswerSink<Outcome> sink = to.isLocal() ? local : clients;
            sink.unavailable(to, id, attempt);
        }
    }

    @Override
    public Outcome submit(Command command, Duration timeout) {
        ReplicaReport<State> report = replica.report();
        if (report.phase() == Phase.ACTIVE && machine.levelOf(command) > report.level()) {
            throw new UnavailableException(
                    "A server of this group is of a release that cannot change the catalog (the group" + " has "
                            + String.join(", ", report.members()) + "). Nothing was done; upgrade all of them first.");
        }
        return local.submit(command, timeout);
    }

    @Override
    public Catalog files() {
        return files.now();
    }

    @Override
    public State read(Duration timeout) {
        return switch (submit(new Command.ReadState(), timeout)) {
            case Outcome.StateRead read -> read.state();
            case Outcome other ->
                throw new IllegalStateException("the state was asked for, and the outcome is " + other);
        };
    }

    @Override
    public ReservationStatus status() {
        ReplicaReport<State> report = replica.report();
        State state = report.application();
        return new ReservationStatus(
                new ReplicaStatus(name, report, replica.store()),
                state == null ? 0 : state.reservations().size(),
                state == null ? Conflicts.none() : state.conflicts(),
                files.atStart().skippedReservations(),
                files.atStart().duplicateLines(),
                state != null && !sameCatalog(state.catalog()));
    }

    private boolean sameCatalog(Catalog catalog) {
        return catalog.equals(files.atStart().state().catalog());
    }

    @Override
    public List<AuditEntry> log(long afterIndex, int countMax) {
        return entries(afterIndex, countMax).stream().map(this::decoded).toList();
    }

    private List<LogEntry> entries(long afterIndex, int countMax) {
        String failure = replica.report().failure();
        if (failure != null) {
            throw new UnavailableException("This server has no log now: " + failure);
        }
        return replica.log(afterIndex, countMax);
    }

    @Override
    public List<AuditEntry> logOf(RequestId request) {
        List<AuditEntry> found = new ArrayList<>();
        long after = 0;
        while (true) {
            List<LogEntry> page = entries(after, LOG_PAGE);
            page.stream()
                    .filter(entry -> entry.id().equals(request))
                    .map(this::decoded)
                    .forEach(found::add);
            if (page.size() < LOG_PAGE) {
                return found;
            }
            after = page.getLast().index();
        }
    }

    private AuditEntry decoded(LogEntry entry) {
        return new AuditEntry(
                entry.index(),
                entry.id().toString(),
                entry.timeMillis(),
                machine.commands().decode(entry.command().bytes()),
                machine.outcomes().decode(entry.outcome().bytes()));
    }

    @Override
    public Backup backUp() {
        // Others may have acknowledged what is only on its way to this server's disk.
        read(BACKUP_BARRIER);
        return replica.backUp();
    }

    @Override
    public void close() {
        clients.close();
        replica.close();
    }
}
