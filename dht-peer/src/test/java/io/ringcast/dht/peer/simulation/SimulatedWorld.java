package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;
import static io.ringcast.dht.peer.simulation.VirtualTime.SECOND;

import io.ringcast.dht.manager.app.PresenceSettings;
import io.ringcast.dht.manager.domain.ManagerOutcome;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.peer.ring.state.NodeSettings;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.link.LinkSettings;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Managers, peers, people and a network, and what happens to them: a run from a seed. */
final class SimulatedWorld {
    private static final List<Overlay> OVERLAYS = List.of(Overlay.values());
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave", "erin");
    private static final long FAULTS_NANOS = 25 * SECOND;
    /** Long enough for a command that began at the end of the faults, for a phase to expire and a user to be forgotten. */
    private static final long QUIET_MAX_NANOS = 100 * SECOND;

    /** Until everybody has been heard again, and what was sent has been sent again. */
    private static final long QUIET_MIN_NANOS = 3 * SECOND;

    private static final long LOOK_NANOS = 250 * MILLI;
    private static final int MANAGER_PORT = 3_000;
    private static final int PEER_PORT = 4_000;
    private static final int ENCODED_EVERY = 16;
    /** Shorter than in production, so that a run sees each of these times pass. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(2);

    private static final Duration FORGET_AFTER = Duration.ofSeconds(6);

    private static final NodeSettings NODE = new NodeSettings(
            LinkSettings.standard().withSilenceMax(Duration.ofSeconds(3)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(2));

    private final SimulationPlan plan;
    private final PlantedBug bug;
    private final VirtualTime time;
    private final SplittableRandom random;
    private final int copies;
    private final Overlay overlay;
    private final Violations violations;
    private final SimulatedNetwork network;
    private final ManagerGroup group;
    private final PresenceCheck presence;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final SimulatedPeople people;
    private final Agreement agreement;
    private final SimulatedFaults faults;
    private final Healing healing;

    SimulatedWorld(SimulationPlan plan, PlantedBug bug, long seed, boolean tracing) {
        this.plan = plan;
        this.bug = bug;
        this.time = new VirtualTime(tracing);
        this.random = new SplittableRandom(seed);
        this.copies = plan.heals() ? 3 : seed % 3 == 0 ? 1 : 2 + (int) (seed % 2);
        this.overlay = OVERLAYS.get((int) (seed % OVERLAYS.size()));
        this.violations = new Violations(time);
        // Some phases expire while the ring is still at work.
        var timeouts = new PresenceSettings(
                Duration.ofMillis(500),
                SILENT_AFTER,
                FORGET_AFTER,
                Duration.ofSeconds(plan.faults() && random.nextInt(3) == 0 ? 1 : 15),
                true);
        var weather = new SimulatedNetwork.Weather(
                plan.faults() && random.nextBoolean() ? random.nextInt(200) : 0,
                random.nextInt(100),
                random.nextInt(50),
                (random.nextInt(3) == 0 ? 60 : 2) * MILLI);
        this.network = new SimulatedNetwork(time, random.split(), weather, seed % ENCODED_EVERY == 0);
        this.presence = new PresenceCheck(time, timeouts, violations);
        this.group = new ManagerGroup(time, random.split(), new ManagerLog(bug), presence, this::phaseChanges);
        this.people = new SimulatedPeople(this, violations);
        this.agreement = new Agreement(this);
        for (int i = 1; i <= plan.managers(); i++) {
            InetSocketAddress address = new InetSocketAddress(host(1, i), MANAGER_PORT);
            group.add(new SimulatedManager("m" + i, address, this, timeouts));
        }
        NAMES.forEach(this::addHost);
        this.faults = new SimulatedFaults(this);
        this.healing = new Healing(time, violations);
    }

    private void phaseChanges(ManagerLog.Decision decision) {
        RingPhase phase = decision.state().phase();
        if (plan.heals()) {
            healing.decided(decision.state());
        }
        if (phase.awaited().isPresent()) {
            faults.phaseBegins(phase.ring());
        } else if (!plan.faults() && decision.outcome() instanceof ManagerOutcome.DhtAbandoned) {
            violations.add("the managers give a DHT up, and nothing has happened to it");
        }
    }

    private static InetAddress host(int net, int number) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, (byte) net, (byte) number});
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an address", e);
        }
    }

    private SimulatedHost addHost(String name) {
        int number = hosts.size() + 1;
        List<Integer> ports =
                random.nextBoolean() ? List.of(PEER_PORT) : List.of(PEER_PORT, PEER_PORT + 1, PEER_PORT + 2);
        Member member = new Member(name, host(0, number).getHostAddress(), ports);
        InetSocketAddress manager =
                group.managers().get(random.nextInt(plan.managers())).address();
        SimulatedHost added = new SimulatedHost(member, manager, this);
        hosts.add(added);
        return added;
    }

    SimulationPlan plan() {
        return plan;
    }

    /** Each fifth world has the handout's ring. */
    Overlay overlay() {
        return overlay;
    }

    /** How many members keep each record. */
    int copies() {
        return copies;
    }

    PlantedBug bug() {
        return bug;
    }

    Healing healing() {
        return healing;
    }

    VirtualTime time() {
        return time;
    }

    SplittableRandom random() {
        return random;
    }

    SimulatedNetwork network() {
        return network;
    }

    ManagerGroup group() {
        return group;
    }

    PresenceCheck presence() {
        return presence;
    }

    List<SimulatedHost> hosts() {
        return hosts;
    }

    SimulatedPeople people() {
        return people;
    }

    NodeSettings nodeSettings() {
        return NODE;
    }

    /** Runs it to its end; what was broken of what is promised. */
    List<String> run() {
        group.managers().forEach(SimulatedManager::start);
        hosts.forEach(host -> {
            host.start();
            people.use(host);
        });
        faults.begin();
        time.passUntil(FAULTS_NANOS);
        people.rest();
        faults.mendAll();
        time.note(() -> "quiet");
        time.passUntil(time.nanos() + QUIET_MIN_NANOS);
        settle();
        if (violations.all().isEmpty()) {
            useTheDht();
        }
        return violations.all();
    }

    private void settle() {
        long end = time.nanos() + QUIET_MAX_NANOS;
        Optional<String> disagreement = Optional.of("nobody has looked");
        while (time.nanos() < end) {
            time.passUntil(time.nanos() + LOOK_NANOS);
            if (!violations.all().isEmpty()) {
                return;
            }
            disagreement = agreement.disagreement();
            if (disagreement.isEmpty() && people.isNothingUnderWay()) {
                return;
            }
        }
        people.notEnded().forEach(violations::add);
        disagreement.ifPresent(violations::add);
    }

    /** Two newcomers: all records are there, or else a new DHT can be built and has them. */
    private void useTheDht() {
        SimulatedHost asker = join("yan");
        SimulatedHost builder = join("zoe");
        if (violations.all().isEmpty() && isAnySlotLost()) {
            String leader = group.log().state().phase().ring().getFirst();
            SimulatedHost host = hosts.stream()
                    .filter(each -> each.name().equals(leader))
                    .findAny()
                    .orElseThrow();
            PeerOutcome tornDown = await(host, new PeerCommand.TearDown(leader));
            if (!(tornDown instanceof PeerOutcome.DhtTornDown)) {
                violations.add("in a time of quiet teardown-dht ends with " + tornDown);
                return;
            }
        }
        if (violations.all().isEmpty() && group.log().state().phase() instanceof RingPhase.None) {
            ManagerState state = group.log().state();
            PeerOutcome built =
                    await(builder, new PeerCommand.SetUp(state.users().size(), builder.name(), overlay.word()));
            if (!(built instanceof PeerOutcome.DhtBuilt)) {
                violations.add("in a time of quiet setup-dht ends with " + built);
                return;
            }
            // Everybody is in it, the asker too: one leaves.
            PeerOutcome left = await(asker, new PeerCommand.Leave(asker.name()));
            if (!(left instanceof PeerOutcome.DhtLeft)) {
                violations.add("in a time of quiet leave-dht ends with " + left);
                return;
            }
        }
        for (List<String> record : SimulatedFeed.RECORDS) {
            PeerOutcome found = await(asker, new PeerCommand.Query(asker.name(), record.getFirst()));
            if (!(found instanceof PeerOutcome.RecordFound)) {
                violations.add("in a time of quiet a query for " + record + " ends with " + found);
            }
        }
        settle();
    }

    private boolean isAnySlotLost() {
        RingView view = group.log().state().view();
        return view != null && IntStream.range(0, view.seats().size()).anyMatch(slot -> view.server(slot) < 0);
    }

    private SimulatedHost join(String name) {
        SimulatedHost host = addHost(name);
        host.start();
        PeerOutcome registered = await(host, new PeerCommand.Register(name, host.address(), host.ports()));
        if (!(registered instanceof PeerOutcome.UserRegistered)) {
            violations.add("in a time of quiet register ends with " + registered);
        }
        return host;
    }

    private @Nullable PeerOutcome await(SimulatedHost host, PeerCommand command) {
        SimulatedPeer peer = host.peer();
        if (peer == null) {
            throw new AssertionError(host.name() + " is down");
        }
        long number = people.give(host, peer, command, true);
        long end = time.nanos() + QUIET_MAX_NANOS;
        while (people.outcome(number) == null && time.nanos() < end) {
            time.passUntil(time.nanos() + MILLI);
        }
        return people.outcome(number);
    }
}
