package io.ringcast.dht.manager.app;

import io.ringcast.dht.manager.domain.ManagerCommand;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerRules;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.ManagerStateMachine;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.autoconfigure.RingcastProperties;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.signing.SharedSecret;
import io.ringcast.replication.Backup;
import io.ringcast.replication.BackupSettings;
import io.ringcast.replication.LocalRequests;
import io.ringcast.replication.ReplicatedStateMachine;
import io.ringcast.replication.api.AnswerSink;
import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.NetworkUnavailableException;
import io.ringcast.replication.api.Phase;
import io.ringcast.replication.api.ReplicaObserver;
import io.ringcast.replication.api.ReplicaReport;
import io.ringcast.replication.api.Request;
import io.ringcast.replication.api.ReturnAddress;
import io.ringcast.replication.boot.ReplicaStatus;
import io.ringcast.replication.boot.ReplicatedService;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** This manager's replica of what the managers know. Safe for several threads. */
public final class ManagerReplica implements ReplicatedService, AutoCloseable {
    /** How long a backup waits for all that was decided before it. */
    private static final Duration BARRIER = Duration.ofSeconds(10);

    private static final String NOBODY = "-";
    /** Nobody but this manager has the request, so it is handed to the leader at once, as a repetition would be. */
    private static final int ATTEMPT = 2;

    private final String name;
    private final ManagerProperties properties;
    private final LocalNetwork network;
    private final @Nullable SecretKey key;
    private final ReplicatedStateMachine<ManagerState, ManagerCommand, ManagerOutcome> replica;
    private final LocalRequests<ManagerCommand, ManagerOutcome> local;

    /** Takes the outcome of a peer's request, on the replica's thread; must not block. */
    @FunctionalInterface
    public interface Outcomes {
        /** The managers have decided. */
        void decided(RequestId id, ManagerOutcome outcome);
    }

    /**
     * Opens the store.
     *
     * @throws io.ringcast.replication.api.StorageException if the store cannot be used
     */
    public ManagerReplica(
            ManagerProperties properties, RingcastProperties process, LocalNetwork network, VitalThreads vital) {
        this.name = process.name();
        this.properties = properties;
        this.network = network;
        this.key = process.secret() == null ? null : SharedSecret.sealingKey(process.secret());
        var machine = new ManagerMachine(new ManagerStateMachine(ManagerRules.standard()));
        this.replica = ReplicatedStateMachine.open(
                machine,
                properties
                        .replica()
                        .settings(
                                name,
                                new BackupSettings(
                                        properties.backup().directory(),
                                        properties.backup().kept())),
                vital);
        this.local =
                new LocalRequests<>(replica::request, () -> !serves(), machine::isChange, ManagerProperties.MEMBERSHIP);
    }

    /** Joins the other managers, if there are to be any; once. */
    public void start(Outcomes outcomes, ReplicaObserver<ManagerState> observer) {
        AnswerSink<ManagerOutcome> answers = new Answers(outcomes);
        if (properties.managers() == 1) {
            replica.startAlone(answers, observer);
            return;
        }
        InetAddress group = group();
        replica.start(
                () -> new GroupAddress(
                        group,
                        properties.managerGroupPort(),
                        network.address()
                                .orElseThrow(
                                        () -> new NetworkUnavailableException(String.join(" ", network.problems()))),
                        network.multicastTtl(),
                        key,
                        network.lab()),
                answers,
                observer);
        network.onChange(() -> replica.networkChanged("The network interface " + network.interfaceName()
                + " has changed. " + String.join(" ", network.problems())));
    }

    private InetAddress group() {
        try {
            return InetAddress.getByName(properties.managerGroup());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("validated: " + properties.managerGroup(), e);
        }
    }

    /** Hands a peer's request to the managers; never blocks. */
    public void request(RequestId id, ManagerCommand command) {
        replica.request(new Request<>(id, ATTEMPT, ReturnAddress.LOCAL, command));
    }

    /**
     * Has the managers decide a command, and waits for the outcome.
     *
     * @throws io.ringcast.replication.UnavailableException if it was not handed to them, or a read has no outcome in time
     * @throws io.ringcast.replication.OutcomeUnknownException if a change has no outcome in time
     */
    public ManagerOutcome submit(ManagerCommand command, Duration timeout) {
        return local.submit(command, timeout);
    }

    /** What this manager knows, which may be a moment old; nothing known counts as nobody registered. */
    public ManagerState state() {
        ManagerState state = replica.report().application();
        return state == null ? ManagerState.empty() : state;
    }

    /** What the replica last told of itself. */
    public ReplicaReport<ManagerState> report() {
        return replica.report();
    }

    /** The manager's name. */
    public String name() {
        return name;
    }

    /** Whether this manager has the state of the managers, and there are enough of them. */
    public boolean serves() {
        ReplicaReport<ManagerState> report = replica.report();
        return report.phase() == Phase.ACTIVE && report.failure() == null;
    }

    /** Whether this manager serves and is the leader. */
    public boolean leads() {
        return serves() && name.equals(replica.report().leader());
    }

    @Override
    public ReplicaStatus replica() {
        return new ReplicaStatus(name, replica.report(), replica.store());
    }

    @Override
    public Map<String, Object> healthDetails() {
        List<Integer> lost = state().lostSlots();
        return lost.isEmpty() ? Map.of() : Map.of("lostSlots", lost);
    }

    @Override
    public Backup backUp() {
        submit(new ManagerCommand.QueryDht(NOBODY, 0), BARRIER);
        return replica.backUp();
    }

    @Override
    public void close() {
        replica.close();
    }

    private final class Answers implements AnswerSink<ManagerOutcome> {
        private final Outcomes outcomes;

        Answers(Outcomes outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public void answer(ReturnAddress to, RequestId id, int attempt, long index, ManagerOutcome outcome) {
            local.answer(to, id, attempt, index, outcome);
            outcomes.decided(id, outcome);
        }

        @Override
        public void flush() {}

        /** The peer asks another manager. */
        @Override
        public void unavailable(ReturnAddress to, RequestId id, int attempt) {
            local.unavailable(to, id, attempt);
        }
    }
}
