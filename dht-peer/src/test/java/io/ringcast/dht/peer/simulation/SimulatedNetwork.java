package io.ringcast.dht.peer.simulation;

import static io.ringcast.dht.peer.simulation.VirtualTime.MILLI;

import io.ringcast.protocol.Decoded;
import io.ringcast.protocol.MessageCodec;
import io.ringcast.protocol.dht.ManagerCodec;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.PeerCodec;
import io.ringcast.protocol.dht.PeerMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Loses, doubles, delays and reorders datagrams, and is cut between two hosts in one direction, as a seed says. In some runs
 * every datagram goes through the real codec; in the others messages are handed over as they are, since they are immutable and
 * the codec would take most of the time.
 */
final class SimulatedNetwork {
    private static final long LATENCY_NANOS = 50_000;
    private static final long DELAYED_NANOS = 300 * MILLI;
    /** How late the copy of a datagram may come, after the command that it belonged to. */
    private static final long STRAY_NANOS = 12_000 * MILLI;

    private final MessageCodec<ManagerMessage> managerCodec = ManagerCodec.create();
    private final MessageCodec<PeerMessage> peerCodec = PeerCodec.create();
    private final VirtualTime time;
    private final SplittableRandom random;
    private final boolean encodes;
    private final Map<InetSocketAddress, Port> ports = new HashMap<>();
    private final Set<Direction> cuts = new HashSet<>();
    private Weather weather;

    /**
     * How bad the network is.
     *
     * @param lost per mille of the datagrams
     * @param doubled per mille of the datagrams
     * @param delayed per mille of the datagrams
     * @param jitterNanos by how much the usual delays differ
     */
    record Weather(int lost, int doubled, int delayed, long jitterNanos) {
        static final Weather CALM = new Weather(0, 0, 0, MILLI);
    }

    private record Direction(InetAddress from, InetAddress to) {}

    private record Port(SimulatedProcess process, Receiver receiver) {}

    /** Takes what arrives at a port. */
    @FunctionalInterface
    interface Receiver {
        void arrived(InetSocketAddress from, Object message);
    }

    SimulatedNetwork(VirtualTime time, SplittableRandom random, Weather weather, boolean encodes) {
        this.time = time;
        this.random = random;
        this.weather = weather;
        this.encodes = encodes;
    }

    /** @return false if another process that runs has the port */
    boolean open(InetSocketAddress port, SimulatedProcess process, Receiver receiver) {
        Port open = ports.get(port);
        if (open != null && !open.process.hasEnded() && open.process != process) {
            return false;
        }
        ports.put(port, new Port(process, receiver));
        return true;
    }

    void close(InetSocketAddress port) {
        ports.remove(port);
    }

    void cut(InetAddress from, InetAddress to) {
        cuts.add(new Direction(from, to));
    }

    void mend(InetAddress from, InetAddress to) {
        cuts.remove(new Direction(from, to));
    }

    /** From now on nothing is lost, doubled or late. */
    void calm() {
        weather = Weather.CALM;
        cuts.clear();
    }

    void send(InetSocketAddress from, InetSocketAddress to, Object message) {
        Object sent = encodes ? throughCodec(message) : message;
        time.note(() -> from + " > " + to + " " + message);
        if (!isLost(from, to)) {
            deliver(from, to, sent, delay());
        }
        if (random.nextInt(1000) < weather.doubled && !isLost(from, to)) {
            deliver(from, to, sent, random.nextInt(4) == 0 ? random.nextLong(STRAY_NANOS) : delay());
        }
    }

    private boolean isLost(InetSocketAddress from, InetSocketAddress to) {
        return random.nextInt(1000) < weather.lost
                || (!cuts.isEmpty() && cuts.contains(new Direction(from.getAddress(), to.getAddress())));
    }

    private long delay() {
        long usual = LATENCY_NANOS + random.nextLong(weather.jitterNanos);
        return random.nextInt(1000) < weather.delayed ? usual + random.nextLong(DELAYED_NANOS) : usual;
    }

    private void deliver(InetSocketAddress from, InetSocketAddress to, Object message, long delayNanos) {
        Weather then = weather;
        time.after(delayNanos, () -> {
            Port port = ports.get(to);
            // What was sent in bad weather is not still on its way when the weather is calm.
            if (port != null && then.equals(weather)) {
                port.process.arrival(() -> port.receiver.arrived(from, message));
            }
        });
    }

    private Object throughCodec(Object message) {
        return switch (message) {
            case ManagerMessage m -> decoded(managerCodec, m);
            case PeerMessage m -> decoded(peerCodec, m);
            default -> throw new AssertionError("neither peers nor managers send " + message);
        };
    }

    private static <M> M decoded(MessageCodec<M> codec, M message) {
        if (codec.decode(codec.encode(message)) instanceof Decoded.Message<M> decoded) {
            return decoded.message();
        }
        throw new AssertionError("nobody can read " + message);
    }
}
