package io.ringcast.dht.peer.simulation;

import io.ringcast.protocol.dht.Member;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host on which a peer's process runs, run after run, always under the same name and with the same ports. */
final class SimulatedHost {
    private static final int FIRST_EPHEMERAL_PORT = 40_000;

    private final Member member;
    private final InetSocketAddress manager;
    private final SimulatedWorld world;
    private @Nullable SimulatedPeer peer;
    private int runs;

    /** @param manager the one that its peers are configured with */
    SimulatedHost(Member member, InetSocketAddress manager, SimulatedWorld world) {
        this.member = member;
        this.manager = manager;
        this.world = world;
    }

    String name() {
        return member.user();
    }

    String address() {
        return member.address();
    }

    List<Integer> ports() {
        return member.ports();
    }

    InetAddress inetAddress() {
        return member.queries().getAddress();
    }

    /** The process; null while none runs. */
    @Nullable
    SimulatedPeer peer() {
        return peer;
    }

    void start() {
        if (peer == null) {
            runs++;
            world.time().note(() -> name() + " starts, run " + runs);
            peer = new SimulatedPeer(
                    name() + runs, new InetSocketAddress(inetAddress(), FIRST_EPHEMERAL_PORT + runs), manager, world);
        }
    }

    void kill() {
        if (peer != null) {
            world.time().note(() -> name() + " ends");
            peer.kill();
            world.people().died(peer);
            peer = null;
        }
    }
}
