package io.ringcast.dht.peer;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.dht.peer.session.SessionStatus;
import io.ringcast.dht.peer.transport.RingHost;
import io.ringcast.dht.peer.transport.RingProcess;
import io.ringcast.dht.peer.transport.SessionProcess;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.exchange.SharedTimer;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.LocalNetwork;
import io.ringcast.protocol.transport.Datagrams;
import io.ringcast.protocol.transport.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A peer's commands. Each returns when it has been carried out, or has failed in bounded time. Commands that change something
 * come one after the other, whoever gives them; queries may come at the same time from any thread.
 */
public final class Peer implements AutoCloseable {
    private static final String MANAGER_SILENT = "MANAGER_SILENT";

    private final LocalNetwork network;
    private final PeerProperties properties;
    private final SessionProcess session;

    /**
     * A peer that is not registered.
     *
     * @param guard says whose queries are answered
     * @param run names this run of the process, at random, in ASCII letters and digits
     */
    public Peer(
            Datagrams datagrams,
            ReplyGuard guard,
            SharedTimer timer,
            PeerProperties properties,
            String run,
            MeterRegistry meters,
            VitalThreads vital) {
        this.network = datagrams.network();
        this.properties = properties;
        this.session = new SessionProcess(
                run,
                properties.manager(),
                datagrams,
                guard,
                timer,
                meters,
                reports -> new RingHost(
                        datagrams,
                        guard,
                        properties.datasetSource(),
                        properties.nodeSettings(),
                        run,
                        meters,
                        vital,
                        reports));
    }

    /** The user of this process, once registered. */
    public Optional<Member> self() {
        return Optional.ofNullable(session.status().self());
    }

    /** Opens the ports and registers the user. What the ports are for is set by {@code dht.register-ports}. */
    public PeerOutcome register(String user, String address, List<Integer> portNumbers) {
        return register(properties.registration(user, address, portNumbers));
    }

    PeerOutcome register(PeerCommand.Register command) {
        return outcome(command);
    }

    /** Makes this user the leader of a new DHT. The dataset is validated before anybody hears of it. */
    public PeerOutcome setUp(int size, String user, String overlay) {
        return setUp(size, user, 0, overlay);
    }

    /**
     * Makes this user the leader of a new DHT, with the dataset of a year.
     *
     * @param year 0 if there is only one dataset
     */
    public PeerOutcome setUp(int size, String user, int year, String overlay) {
        return outcome(new PeerCommand.SetUp(size, user, year, overlay));
    }

    /** Leaves the DHT, which is then built again without this peer. */
    public PeerOutcome leave(String user) {
        return outcome(new PeerCommand.Leave(user));
    }

    /** Becomes a member of the DHT, which is built again with this peer. */
    public PeerOutcome join(String user) {
        return outcome(new PeerCommand.Join(user));
    }

    /** Deletes the DHT. */
    public PeerOutcome tearDown(String user) {
        return outcome(new PeerCommand.TearDown(user));
    }

    /** Has the manager forget a user: this process's own, or one whose process is gone. */
    public PeerOutcome deregister(String user) {
        return outcome(new PeerCommand.Deregister(user));
    }

    /** Asks the DHT as a free user: the manager names a member, and the query starts there. */
    public PeerOutcome query(String user, String name) {
        return outcome(new PeerCommand.Query(user, name));
    }

    /** Has the manager name a member at which queries can start; the user must be free. */
    public PeerOutcome enter(String user) {
        return outcome(new PeerCommand.Enter(user));
    }

    /** Asks the DHT from a member that the manager has named. */
    public PeerOutcome query(String user, String name, Member entry) {
        return outcome(new PeerCommand.Query(user, name, entry));
    }

    /** Looks a record up from where this peer is: from itself if it is a member, through the manager if not. */
    public PeerOutcome lookUp(String name) {
        RingProcess node = session.ring().process();
        if (node != null && node.isMember()) {
            CompletableFuture<DirectMessage.DirectAnswer> answer = new CompletableFuture<>();
            session.ring().query(node.self(), name, answer::complete);
            return PeerOutcome.of(name, answer.join(), null);
        }
        return query(self().map(Member::user).orElse(""), name);
    }

    private PeerOutcome outcome(PeerCommand command) {
        PeerOutcome outcome = session.give(command).join();
        if (outcome instanceof PeerOutcome.Failed failed && failed.reason().equals(MANAGER_SILENT)) {
            return new PeerOutcome.Failed(failed.reason(), explained(failed.text()));
        }
        if (outcome instanceof PeerOutcome.OutcomeUnknown unknown) {
            return new PeerOutcome.OutcomeUnknown(unknown.reason(), explained(unknown.text()));
        }
        return outcome;
    }

    /** The managers and this process's user. */
    public SessionStatus managers() {
        return session.status();
    }

    /** That no manager answers, with what may explain it. */
    String silence() {
        return explained(session.status().silence());
    }

    /**
     * Adds sentences that may explain why the managers do not answer: what is wrong with this host's network, and an
     * unsigned hint of a manager that it rejects what is sent from here.
     */
    private String explained(String silence) {
        List<String> obstacles = new ArrayList<>(network.problems());
        session.rejection().map(Rejection::sentence).ifPresent(obstacles::add);
        return obstacles.isEmpty() ? silence : silence + ". " + String.join(" ", obstacles);
    }

    /** What the ring node is at the moment; empty before registration. */
    public Optional<NodeStatus> status() {
        return inspect(RingNode::status);
    }

    /** Reads something of the ring node, on its thread; empty before registration. */
    public <T> Optional<T> inspect(Function<RingNode, T> question) {
        RingProcess node = session.ring().process();
        return node == null
                ? Optional.empty()
                : Optional.of(node.inspect(question).join());
    }

    @Override
    public void close() {
        session.close();
    }
}
