package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.dht.peer.session.PeerCommand;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Crashes, pauses and cuts off, until all is mended. */
final class SimulatedFaults {
    private static final long LASTING_MIN = 50 * MILLI;
    private static final long LASTING_MAX = 6_000 * MILLI;
    /** About as long as a ring is being built where the network is quick. */
    private static final long MIDST_MAX = 60 * MILLI;

    private final VirtualTime time;
    private final SplittableRandom random;
    private final SimulatedWorld world;
    private final long intervalNanos;
    private boolean over;

    SimulatedFaults(SimulatedWorld world) {
        this.time = world.time();
        this.random = world.random().split();
        this.world = world;
        this.intervalNanos = random.nextLong(400 * MILLI, 5_000 * MILLI);
    }

    void begin() {
        if (world.plan().faults()) {
            next();
        } else {
            over = true;
        }
    }

    private void next() {
        time.after(random.nextLong(2 * intervalNanos), () -> {
            if (!over) {
                if (!world.plan().heals()) {
                    happen(anyHost());
                } else if (isTime()) {
                    happen(anyMember());
                }
                next();
            }
        });
    }

    /** The managers have begun a phase that one user has to end: often something happens in the midst of it. */
    void phaseBegins(List<String> ring) {
        if (!over && isTime() && random.nextInt(3) == 0) {
            time.after(random.nextLong(MIDST_MAX), () -> {
                if (!over && isTime()) {
                    String member = ring.get(random.nextInt(ring.size()));
                    happen(world.hosts().stream()
                            .filter(host -> host.name().equals(member))
                            .findAny()
                            .orElseGet(this::anyHost));
                }
            });
        }
    }

    /** Where rings heal, one thing happens at a time. */
    private boolean isTime() {
        return !world.plan().heals() || (Healing.isWhole(world.group().log().state()) && isEverythingUp());
    }

    private boolean isEverythingUp() {
        return world.hosts().stream().allMatch(host -> isUp(host) && isKnown(host))
                && world.group().managers().stream().allMatch(SimulatedManager::isConnected);
    }

    private static boolean isUp(SimulatedHost host) {
        SimulatedPeer peer = host.peer();
        return peer != null && peer.process().runs();
    }

    /** Whether the managers know of its last start: until then they count on what its process had before. */
    private boolean isKnown(SimulatedHost host) {
        SimulatedPeer peer = host.peer();
        return peer != null
                && world.group()
                        .log()
                        .state()
                        .user(host.name())
                        .filter(user -> !user.incarnation().equals(peer.run()))
                        .isEmpty();
    }

    private SimulatedHost anyMember() {
        List<String> ring = world.group().log().state().phase().ring();
        String member = ring.get(random.nextInt(ring.size()));
        return world.hosts().stream()
                .filter(host -> host.name().equals(member))
                .findAny()
                .orElseGet(this::anyHost);
    }

    private SimulatedHost anyHost() {
        return world.hosts().get(random.nextInt(world.hosts().size()));
    }

    private long lasting() {
        long most = random.nextInt(3) == 0 ? LASTING_MAX : LASTING_MAX / 6;
        return random.nextLong(LASTING_MIN, most);
    }

    private void happen(SimulatedHost host) {
        List<SimulatedManager> managers = world.group().managers();
        SimulatedManager manager = managers.get(random.nextInt(managers.size()));
        switch (random.nextInt(8)) {
            case 0 -> crash(host);
            case 1, 2 -> pause(host);
            case 3 -> crash(manager);
            case 4 -> pause(manager);
            case 5 -> isolate(manager);
            default -> cut(host);
        }
    }

    private void crash(SimulatedHost host) {
        if (host.peer() != null) {
            host.kill();
            time.after(lasting(), () -> {
                if (!over) {
                    start(host);
                }
            });
        }
    }

    /** A supervisor starts the process again with the registration on its command line. */
    private void start(SimulatedHost host) {
        host.start();
        SimulatedPeer peer = host.peer();
        if (world.plan().heals() && peer != null) {
            world.people().give(host, peer, new PeerCommand.Register(host.name(), host.address(), host.ports()), false);
        }
    }

    private void pause(SimulatedHost host) {
        SimulatedPeer peer = host.peer();
        if (peer != null && peer.process().runs()) {
            time.note(() -> host.name() + " is paused");
            peer.process().pause();
            time.after(lasting(), () -> resume(host, peer));
        }
    }

    private void resume(SimulatedHost host, SimulatedPeer peer) {
        if (peer.process().isPaused()) {
            time.note(() -> host.name() + " goes on");
            peer.process().resume(random.nextBoolean());
        }
    }

    private void crash(SimulatedManager manager) {
        if (manager.process().hasEnded()) {
            return;
        }
        manager.crash();
        boolean othersHaveAll = world.group().managers().stream()
                .allMatch(other -> other == manager || !other.process().hasEnded());
        if (world.plan().losesStores() && othersHaveAll && random.nextInt(3) == 0) {
            manager.loseStore();
        }
        time.after(lasting(), () -> restart(manager));
    }

    private void restart(SimulatedManager manager) {
        if (manager.process().hasEnded()) {
            manager.start();
        }
    }

    private void pause(SimulatedManager manager) {
        if (manager.process().runs()) {
            SimulatedProcess paused = manager.process();
            manager.pause();
            time.after(lasting(), () -> {
                if (manager.process() == paused && paused.isPaused()) {
                    manager.resume();
                }
            });
        }
    }

    private void isolate(SimulatedManager manager) {
        if (world.group().isAlone()) {
            pause(manager);
        } else if (manager.isConnected()) {
            manager.isolate();
            time.after(lasting(), manager::reconnect);
        }
    }

    /** One direction between a peer's host and another host, a peer's or a manager's. */
    private void cut(SimulatedHost host) {
        List<InetAddress> others = new ArrayList<>();
        world.hosts().forEach(other -> others.add(other.inetAddress()));
        world.group().managers().forEach(manager -> others.add(manager.address().getAddress()));
        InetAddress other = others.get(random.nextInt(others.size()));
        InetAddress from = random.nextBoolean() ? host.inetAddress() : other;
        InetAddress to = from.equals(other) ? host.inetAddress() : other;
        time.note(() -> "nothing gets from " + from + " to " + to);
        world.network().cut(from, to);
        time.after(lasting(), () -> world.network().mend(from, to));
    }

    /** Ends all faults. Of the peers that are dead some stay so. */
    void mendAll() {
        over = true;
        world.network().calm();
        for (SimulatedManager manager : world.group().managers()) {
            if (manager.process().hasEnded()) {
                manager.start();
            } else if (manager.process().isPaused()) {
                manager.resume();
            }
            if (manager.isIsolated()) {
                manager.reconnect();
            }
        }
        for (SimulatedHost host : world.hosts()) {
            SimulatedPeer peer = host.peer();
            if (peer != null) {
                resume(host, peer);
            } else if (world.plan().heals() || random.nextInt(3) != 0) {
                start(host);
            }
        }
    }
}
