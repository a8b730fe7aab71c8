package io.ringcast.dht.peer;

import io.ringcast.dht.peer.session.PeerCommand;
import io.ringcast.foundation.vital.VitalThreads;
import io.ringcast.protocol.network.TransportException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * The peers of this process: the first one, which has its terminal and REST, and {@code dht.peers} − 1 further ones, each with sockets
 * of its own, which register by themselves. A further peer may be stopped as if it were killed, and started again. For learning, tests
 * and benchmarks. Thread-safe.
 */
public final class PeerHost implements SmartLifecycle {
    private static final int LETTERS = 26;
    private static final int PORT_MAX = 65_535;

    private final Peer first;
    private final Supplier<Peer> opener;
    private final VitalThreads vital;
    private final Map<String, HostedPeer> others = new LinkedHashMap<>();
    private boolean running;

    private static final class HostedPeer {
        final PeerCommand.Register registration;

        @Nullable
        Peer peer;

        @Nullable
        StartRegistration starting;

        HostedPeer(PeerCommand.Register registration) {
            this.registration = registration;
        }
    }

    /**
     * A peer of this process.
     *
     * @param peer what runs; empty while it is stopped
     */
    public record ListedPeer(String user, Optional<Peer> peer) {}

    /**
     * A process of so many peers, of which the first one runs.
     *
     * @param registration of the first one; the others' follow from it
     * @param opener opens a further one
     * @throws TransportException if there are to be several, and their names or ports cannot follow
     */
    public PeerHost(
            Peer first,
            int count,
            Optional<PeerCommand.Register> registration,
            Supplier<Peer> opener,
            VitalThreads vital) {
        this.first = first;
        this.opener = opener;
        this.vital = vital;
        for (int number = 1; number < count; number++) {
            PeerCommand.Register derived = derived(
                    registration.orElseThrow(() -> new TransportException(
                            "dht.peers above 1 needs dht.register, such as --dht.register='peer 127.0.0.1 4001': the names and"
                                    + " ports of all peers follow from it.")),
                    number);
            others.put(derived.user(), new HostedPeer(derived));
        }
    }

    /** The name with letters behind it (peera to peerz, peeraa, …), and the next ports. */
    static PeerCommand.Register derived(PeerCommand.Register of, int number) {
        List<Integer> ports = new ArrayList<>();
        for (int port : of.ports()) {
            ports.add(port + number * of.ports().size());
        }
        if (ports.stream().anyMatch(port -> port > PORT_MAX)) {
            throw new TransportException(
                    "The ports of so many peers do not fit below 65536: choose lower ones in dht.register, or fewer dht.peers.");
        }
        return new PeerCommand.Register(of.user() + letters(number), of.address(), ports);
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    /** All peers, the first one first. */
    public synchronized List<ListedPeer> all() {
        List<ListedPeer> all = new ArrayList<>();
        all.add(new ListedPeer(first.self().map(member -> member.user()).orElse(""), Optional.of(first)));
        others.forEach((user, hosted) -> all.add(new ListedPeer(user, Optional.ofNullable(hosted.peer))));
        return all;
    }

    /** Whether it is a further peer of this process, running or stopped. */
    public synchronized boolean has(String user) {
        return others.containsKey(user);
    }

    /** Stops a further peer as if its process were killed: it tells nobody. One that is stopped stays so. */
    public synchronized void kill(String user) {
        HostedPeer hosted = others.get(user);
        if (hosted != null) {
            stop(hosted);
        }
    }

    private static void stop(HostedPeer hosted) {
        if (hosted.starting != null) {
            hosted.starting.stop();
            hosted.starting = null;
        }
        if (hosted.peer != null) {
            hosted.peer.close();
            hosted.peer = null;
        }
    }

    /** Starts a further peer that is stopped: it registers under its name. One that runs goes on. */
    public synchronized void start(String user) {
        HostedPeer hosted = others.get(user);
        if (hosted != null && hosted.peer == null) {
            start(hosted);
        }
    }

    private void start(HostedPeer hosted) {
        Peer peer = opener.get();
        hosted.peer = peer;
        hosted.starting = new StartRegistration(peer, Optional.of(hosted.registration), vital);
        hosted.starting.start();
    }

    @Override
    public synchronized void start() {
        running = true;
        others.values().forEach(this::start);
    }

    @Override
    public synchronized void stop() {
        running = false;
        others.values().forEach(PeerHost::stop);
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
