package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;
import static io.ringcast.dht.peer.simulation.VirtualTime.SECOND;

import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.dht.Member;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Those who give commands, sensible or not, and see how they end. */
final class SimulatedPeople {
    private static final long PAUSE_MIN = 100 * MILLI;
    private static final long PAUSE_MAX = 2_500 * MILLI;
    private static final int UNDER_WAY_MAX = 3;
    /** Of five: one peer is free to ask. */
    private static final int HEALING_RING = 4;
    /** Why commands end when something has happened to a process, or to the network between two. */
    private static final Set<String> FAULTS = Set.of(
            "MANAGER_SILENT",
            "MEMBER_SILENT",
            "MEMBERS_SILENT",
            "NEIGHBOUR_SILENT",
            "NO_PROGRESS",
            "RECORDS_LOST",
            "NOT_IN_DHT",
            "OTHER_RING",
            "DHT_GIVEN_UP",
            "REPLACED",
            "NOT_EXPECTED");

    private final VirtualTime time;
    private final SplittableRandom random;
    /** Until every peer has heard of all managers: one that leads and hears nobody would evict members that live. */
    private static final long ALL_KNOWN_NANOS = 4 * SECOND;

    private final SimulatedWorld world;
    private final Violations violations;
    private final Map<Long, Given> underWay = new TreeMap<>();
    private final Map<Long, PeerOutcome> awaited = new TreeMap<>();
    private long numbers;
    private boolean quiet;

    private record Given(SimulatedHost host, SimulatedPeer peer, PeerCommand command, long atNanos, boolean awaited) {}

    SimulatedPeople(SimulatedWorld world, Violations violations) {
        this.time = world.time();
        this.random = world.random().split();
        this.world = world;
        this.violations = violations;
    }

    /** Begins to use a host. */
    void use(SimulatedHost host) {
        time.after(random.nextLong(PAUSE_MIN, PAUSE_MAX), () -> {
            if (!quiet) {
                act(host);
                use(host);
            }
        });
    }

    /** Nobody gives commands any more. */
    void rest() {
        quiet = true;
    }

    private void act(SimulatedHost host) {
        SimulatedPeer peer = host.peer();
        if (peer != null && underWay(peer) < UNDER_WAY_MAX) {
            give(host, peer, next(host, peer), false);
        }
    }

    private long underWay(SimulatedPeer peer) {
        return underWay.values().stream().filter(given -> given.peer == peer).count();
    }

    private PeerCommand next(SimulatedHost host, SimulatedPeer peer) {
        Member self = peer.status().self();
        if (self == null) {
            String name = random.nextInt(12) == 0 ? anybody(host) : host.name();
            return new PeerCommand.Register(name, host.address(), host.ports());
        }
        if (world.plan().heals()) {
            return nextWhereRingsHeal(self.user(), peer.place() != null);
        }
        int dice = random.nextInt(100);
        if (dice < 85) {
            // What may succeed, as far as the peer knows.
            return peer.place() == null ? asFree(self.user(), dice) : asMember(self.user(), dice);
        } else if (dice < 92) {
            return random.nextBoolean() ? asFree(self.user(), dice - 40) : asMember(self.user(), dice - 40);
        } else if (dice < 96) {
            return new PeerCommand.Register(host.name(), host.address(), host.ports());
        }
        return new PeerCommand.Deregister(random.nextBoolean() ? self.user() : anybody(host));
    }

    private PeerCommand nextWhereRingsHeal(String user, boolean member) {
        RingPhase phase = world.group().log().state().phase();
        if (phase instanceof RingPhase.None && time.nanos() < ALL_KNOWN_NANOS) {
            return new PeerCommand.Query(user, key());
        }
        if (phase instanceof RingPhase.None) {
            return new PeerCommand.SetUp(HEALING_RING, user, world.overlay().word());
        }
        if (random.nextInt(4) != 0) {
            return new PeerCommand.Query(user, key());
        }
        if (member) {
            return phase.ring().size() < HEALING_RING
                    ? new PeerCommand.Query(user, key())
                    : new PeerCommand.Leave(user);
        }
        return new PeerCommand.Join(user);
    }

    private PeerCommand asFree(String user, int dice) {
        if (dice < 30) {
            return new PeerCommand.SetUp(
                    2 + random.nextInt(3), user, world.overlay().word());
        }
        return dice < 50 ? new PeerCommand.Join(user) : new PeerCommand.Query(user, key());
    }

    private static PeerCommand asMember(String user, int dice) {
        return dice < 45 ? new PeerCommand.Leave(user) : new PeerCommand.TearDown(user);
    }

    /**
     * Where nothing happens to processes, nobody takes another one's user: the managers could not tell the two apart at once. Nor
     * where everybody is to take its seat again.
     */
    private String anybody(SimulatedHost host) {
        if (!world.plan().faults() || world.plan().heals()) {
            return host.name();
        }
        List<SimulatedHost> hosts = world.hosts();
        return hosts.get(random.nextInt(hosts.size())).name();
    }

    private String key() {
        int record = random.nextInt(SimulatedFeed.RECORDS.size() + 1);
        return record == SimulatedFeed.RECORDS.size()
                ? SimulatedFeed.ABSENT
                : SimulatedFeed.RECORDS.get(record).getFirst();
    }

    /** @return the command's number */
    long give(SimulatedHost host, SimulatedPeer peer, PeerCommand command, boolean awaits) {
        long number = ++numbers;
        time.note(() -> host.name() + " is given " + number + ": " + command);
        underWay.put(number, new Given(host, peer, command, time.nanos(), awaits));
        peer.give(number, command);
        return number;
    }

    void ended(long number, PeerOutcome outcome) {
        Given given = underWay.remove(number);
        if (given == null) {
            violations.add("command " + number + " ends twice: " + outcome);
            return;
        }
        time.note(() -> "command " + number + " ends: " + outcome);
        if (given.awaited) {
            awaited.put(number, outcome);
        }
        check(given.command, outcome);
        if (outcome instanceof PeerOutcome.UserDeregistered deregistered && deregistered.itself()) {
            time.after(1, given.host::kill);
            if (!quiet) {
                time.after(random.nextLong(PAUSE_MAX), given.host::start);
            }
        }
    }

    /** D2: never a false <em>not found</em>, never a wrong record. D5: an end that says why. */
    private void check(PeerCommand command, PeerOutcome outcome) {
        boolean right = switch (outcome) {
            case PeerOutcome.Failed failed ->
                !failed.reason().isEmpty()
                        && !failed.text().isEmpty()
                        && !(command instanceof PeerCommand.Change && isFault(failed.reason()));
            case PeerOutcome.OutcomeUnknown unknown ->
                !unknown.reason().isEmpty()
                        && !unknown.text().isEmpty()
                        && world.plan().faults();
            case PeerOutcome.RecordFound found ->
                command instanceof PeerCommand.Query query
                        && SimulatedFeed.RECORDS.contains(found.values())
                        && found.values().getFirst().equals(query.name());
            case PeerOutcome.RecordMissing missing -> missing.name().equals(SimulatedFeed.ABSENT);
            case PeerOutcome.EntryNamed named -> command instanceof PeerCommand.Enter;
            case PeerOutcome.DhtBuilt built -> command instanceof PeerCommand.SetUp;
            case PeerOutcome.DhtJoined joined -> command instanceof PeerCommand.Join;
            case PeerOutcome.DhtLeft left -> command instanceof PeerCommand.Leave;
            case PeerOutcome.DhtTornDown tornDown -> command instanceof PeerCommand.TearDown;
            case PeerOutcome.UserRegistered registered -> command instanceof PeerCommand.Register;
            case PeerOutcome.UserDeregistered deregistered -> command instanceof PeerCommand.Deregister;
        };
        if (!right) {
            violations.add(command + " ends with " + outcome);
        }
    }

    /** A query fails also because its ring is left or torn down meanwhile. */
    private boolean isFault(String reason) {
        return !world.plan().faults() && FAULTS.contains(reason);
    }

    /** Its commands end with it. */
    void died(SimulatedPeer peer) {
        underWay.values().removeIf(given -> given.peer == peer);
    }

    /** How an awaited command ended; null if it has not. */
    @Nullable
    PeerOutcome outcome(long number) {
        return awaited.get(number);
    }

    boolean isNothingUnderWay() {
        return underWay.isEmpty();
    }

    List<String> notEnded() {
        return underWay.values().stream()
                .map(given -> given.host.name() + " was given " + given.command + " at " + given.atNanos / MILLI
                        + " ms, and it has not ended")
                .toList();
    }
}
