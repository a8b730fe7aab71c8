package io.ringcast.dht.peer;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringcast.dht.peer.PeerOutcome.Failed;
import io.ringcast.dht.peer.dataset.CsvDataset;
import io.ringcast.dht.peer.dataset.DatasetException;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.TaskOutcome;
import io.ringcast.dht.peer.transport.DatasetFeed;
import io.ringcast.dht.peer.transport.ManagerAnswer;
import io.ringcast.dht.peer.transport.ManagerClient;
import io.ringcast.dht.peer.transport.RingPorts;
import io.ringcast.dht.peer.transport.RingProcess;
import io.ringcast.foundation.RequestId;
import io.ringcast.foundation.RequestIds;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.ManagerRequest;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.guard.ReplyGuard;
import io.ringcast.protocol.network.TransportException;
import io.ringcast.protocol.transport.Datagrams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A peer's commands. Each asks the manager first, does its part in the ring, and tells the manager the result; it returns
 * when all that is done, or has failed in bounded time. Commands that change something come one after the other, whoever
 * gives them; queries may come at the same time from any thread.
 */
public final class Peer implements AutoCloseable {
    private static final String LOOK = "GET /api/dht of the manager tells once it answers again";

    private final Datagrams datagrams;
    private final ReplyGuard guard;
    private final PeerProperties properties;
    private final ManagerClient manager;
    private final RequestIds ids = RequestIds.random();
    private final VitalThreads vital;
    private final QueryMeters meters;
    private final ReentrantLock command = new ReentrantLock();

    private volatile @Nullable RingProcess ring;
    private volatile @Nullable Member self;

    /**
     * A peer that is not registered.
     *
     * @param guard says whose queries are answered
     */
    public Peer(
            Datagrams datagrams,
            ReplyGuard guard,
            PeerProperties properties,
            ManagerClient manager,
            MeterRegistry meters,
            VitalThreads vital) {
        this.datagrams = datagrams;
        this.guard = guard;
        this.properties = properties;
        this.manager = manager;
        this.meters = new QueryMeters(meters);
        this.vital = vital;
    }

    /** The user of this process, once registered. */
    public Optional<Member> self() {
        return Optional.ofNullable(self);
    }

    /** Opens the ports and registers the user. */
    public PeerOutcome register(String user, String address, List<Integer> portNumbers) {
        return exclusively(() -> {
            Member registered = self;
            if (registered != null) {
                return new Failed(
                        "ALREADY_REGISTERED", "this process is " + registered.user() + "; a process has one user");
            }
            Optional<Member> member = member(user, address, portNumbers);
            return member.isEmpty() ? askToRegister(user, address, portNumbers, null) : openAndRegister(member.get());
        });
    }

    /** What is no member by its form is still for the manager to refuse, with its reason. */
    private static Optional<Member> member(String user, String address, List<Integer> ports) {
        try {
            return Optional.of(new Member(user, address, ports));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private PeerOutcome openAndRegister(Member member) {
        RingNode node = new RingNode(member, properties.nodeSettings(), RandomGenerator.getDefault(), ids);
        RingProcess process;
        try {
            process = new RingProcess(
                    node,
                    receiver -> new RingPorts(datagrams, member, guard, receiver),
                    new DatasetFeed(properties.datasetSource(), vital),
                    vital);
        } catch (TransportException e) {
            return new Failed("PORT_UNAVAILABLE", String.valueOf(e.getMessage()));
        }
        return askToRegister(member.user(), member.address(), member.ports(), process);
    }

    private PeerOutcome askToRegister(String user, String address, List<Integer> ports, @Nullable RingProcess process) {
        ManagerAnswer answer;
        try {
            answer = ask(id -> new ManagerRequest.Register(id, user, address, ports, ""));
        } catch (IllegalArgumentException e) {
            return new Failed("BAD_COMMAND", String.valueOf(e.getMessage()));
        }
        if (answer instanceof ManagerAnswer.Granted && process != null) {
            ring = process;
            self = new Member(user, address, ports);
            return new PeerOutcome.UserRegistered(new Member(user, address, ports));
        }
        if (process != null) {
            process.close();
        }
        return changed(
                answer,
                "'" + user + "' may be registered. GET /api/users of the manager tells; if so, deregister '" + user
                        + "' before you register again");
    }

    /** Makes this user the leader of a new DHT. The dataset is validated before anybody hears of it. */
    public PeerOutcome setUp(int size, String user) {
        return asUser(user, process -> {
            CsvDataset dataset;
            try {
                dataset = CsvDataset.validate(properties.datasetSource());
            } catch (DatasetException e) {
                return new Failed("BAD_DATASET", String.valueOf(e.getMessage()));
            }
            ManagerAnswer answer = ask(id -> new ManagerRequest.SetUpDht(id, size, user));
            return answer instanceof ManagerAnswer.Granted granted
                    ? conclude(user, process.setUp(granted.members(), dataset))
                    : changed(answer, "it may wait for a DHT to be built. " + LOOK);
        });
    }

    /** Leaves the DHT, which is then built again without this peer. */
    public PeerOutcome leave(String user) {
        return asUser(
                user,
                process -> grantedOrFailed(ManagerRequest.LeaveDht::new, user, () -> conclude(user, process.leave())));
    }

    /** Deletes the DHT. */
    public PeerOutcome tearDown(String user) {
        return asUser(
                user,
                process -> grantedOrFailed(
                        ManagerRequest.TeardownDht::new, user, () -> conclude(user, process.tearDown())));
    }

    private PeerOutcome conclude(String user, CompletableFuture<TaskOutcome> task) {
        return switch (task.join()) {
            case TaskOutcome.RingLoaded loaded ->
                grantedOrFailed(ManagerRequest.DhtComplete::new, user, () -> new PeerOutcome.DhtBuilt(loaded.counts()));
            case TaskOutcome.RingLeft left -> {
                ManagerAnswer answer = ask(id -> new ManagerRequest.DhtRebuilt(id, user, left.newLeader()));
                yield answer instanceof ManagerAnswer.Granted
                        ? new PeerOutcome.DhtLeft(left.newLeader(), left.counts())
                        : changed(answer, "the ring is rebuilt, but the manager may not know. " + LOOK);
            }
            case TaskOutcome.RingTornDown tornDown ->
                grantedOrFailed(ManagerRequest.TeardownComplete::new, user, PeerOutcome.DhtTornDown::new);
            case TaskOutcome.RingFailed failed -> giveUp(user, failed);
        };
    }

    /** The manager waits for this user to end the phase: tell it that this will not happen. */
    private PeerOutcome giveUp(String user, TaskOutcome.RingFailed failed) {
        ManagerAnswer answer = ask(id -> new ManagerRequest.DhtFailed(id, user));
        String consequence = answer instanceof ManagerAnswer.Granted
                ? "; the manager has given the DHT up, and its users are free"
                : "; the manager could not be told";
        return new Failed(failed.reason().name(), failed.text() + consequence);
    }

    /** Asks the DHT as a free user: the manager names a member, and the query starts there. */
    public PeerOutcome query(String user, String name) {
        Member registered = self;
        RingProcess process = ring;
        if (registered == null || process == null || !registered.user().equals(user)) {
            return notThisPeer(user);
        }
        if (name.isEmpty() || name.length() > Limits.KEY_LENGTH_MAX) {
            return new Failed("BAD_COMMAND", "a name has 1 to " + Limits.KEY_LENGTH_MAX + " characters");
        }
        ManagerAnswer answer = ask(id -> new ManagerRequest.QueryDht(id, user));
        return answer instanceof ManagerAnswer.Granted granted
                        && granted.members().size() == 1
                ? meters.measure(
                        () -> answered(name, process.query(granted.members().getFirst(), name)))
                : failure(answer);
    }

    /** Looks a record up from where this peer is: from itself if it is a member, through the manager if not. */
    public PeerOutcome lookUp(String name) {
        Member registered = self;
        RingProcess process = ring;
        if (registered == null || process == null) {
            return notRegistered();
        }
        return process.isMember()
                ? meters.measure(() -> answered(name, process.query(registered, name)))
                : query(registered.user(), name);
    }

    private static PeerOutcome answered(String name, CompletableFuture<DirectMessage.DirectAnswer> query) {
        return switch (query.join()) {
            case DirectMessage.FoundRecord found ->
                new PeerOutcome.RecordFound(found.position(), found.path(), found.columns(), found.values());
            case DirectMessage.NotFound missing ->
                new PeerOutcome.RecordMissing(name, missing.position(), missing.path());
            case DirectMessage.RequestRefused refused -> new Failed(refused.reason(), refused.text());
            case DirectMessage.Placed other -> unexpected(other);
            case DirectMessage.Rebuilding other -> unexpected(other);
            case DirectMessage.Rebuilt other -> unexpected(other);
        };
    }

    private static Failed unexpected(DirectMessage.DirectAnswer answer) {
        return new Failed("BAD_ANSWER", "a member gave an answer to another kind of request: " + answer);
    }

    /** Has the manager forget a user: this process's own, or one whose process is gone. */
    public PeerOutcome deregister(String user) {
        return exclusively(() -> {
            boolean itself = self().map(Member::user).equals(Optional.of(user));
            return grantedOrFailed(
                    ManagerRequest.Deregister::new, user, () -> new PeerOutcome.UserDeregistered(user, itself));
        });
    }

    /** What the ring node is at the moment; empty before registration. */
    public Optional<NodeStatus> status() {
        return inspect(RingNode::status);
    }

    /** Reads something of the ring node, on its thread; empty before registration. */
    public <T> Optional<T> inspect(Function<RingNode, T> question) {
        RingProcess process = ring;
        return process == null
                ? Optional.empty()
                : Optional.of(process.inspect(question).join());
    }

    private PeerOutcome asUser(String user, Function<RingProcess, PeerOutcome> action) {
        return exclusively(() -> {
            Member registered = self;
            RingProcess process = ring;
            return registered == null || process == null || !registered.user().equals(user)
                    ? notThisPeer(user)
                    : action.apply(process);
        });
    }

    private PeerOutcome notThisPeer(String user) {
        Member registered = self;
        return registered == null
                ? notRegistered()
                : new Failed("NOT_THIS_PEER", "this process is " + registered.user() + ", not " + user);
    }

    private static Failed notRegistered() {
        return new Failed("NOT_REGISTERED", "this process has no user yet; register comes first");
    }

    private PeerOutcome grantedOrFailed(
            BiFunction<RequestId, String, ManagerRequest> request, String user, Supplier<PeerOutcome> granted) {
        ManagerAnswer answer;
        try {
            answer = ask(id -> request.apply(id, user));
        } catch (IllegalArgumentException e) {
            return new Failed("BAD_COMMAND", String.valueOf(e.getMessage()));
        }
        return answer instanceof ManagerAnswer.Granted ? granted.get() : changed(answer, LOOK);
    }

    /** How a request that changes something has ended, if it was not granted. */
    private PeerOutcome changed(ManagerAnswer answer, String lookUp) {
        return answer instanceof ManagerAnswer.Silent
                ? new PeerOutcome.OutcomeUnknown(
                        "MANAGER_SILENT", manager.silence("; it may have done what was asked: " + lookUp))
                : failure(answer);
    }

    private ManagerAnswer ask(Function<RequestId, ManagerRequest> request) {
        return manager.ask(request).join();
    }

    private Failed failure(ManagerAnswer answer) {
        return switch (answer) {
            case ManagerAnswer.Denied denied -> new Failed(denied.reason(), denied.text());
            case ManagerAnswer.Silent silent -> new Failed("MANAGER_SILENT", manager.silence(""));
            case ManagerAnswer.Granted granted ->
                new Failed("BAD_ANSWER", "the manager's answer does not fit the request: " + granted);
        };
    }

    private PeerOutcome exclusively(Supplier<PeerOutcome> action) {
        command.lock();
        try {
            return action.get();
        } finally {
            command.unlock();
        }
    }

    @Override
    public void close() {
        RingProcess process = ring;
        if (process != null) {
            process.close();
        }
        manager.close();
    }
}
