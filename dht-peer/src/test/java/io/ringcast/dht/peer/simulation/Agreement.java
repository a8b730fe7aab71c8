package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.session.SessionStatus;
import io.ringcast.protocol.dht.Member;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether managers and peers say the same of who is registered, and of who is where in which ring. */
final class Agreement {
    private final SimulatedWorld world;

    Agreement(SimulatedWorld world) {
        this.world = world;
    }

    /** What they do not agree on; empty if they agree. */
    Optional<String> disagreement() {
        ManagerLog log = world.group().log();
        ManagerState state = log.state();
        if (!(state.phase() instanceof RingPhase.None) && !(state.phase() instanceof RingPhase.Ready)) {
            return Optional.of("the managers are in the midst of " + state.phase());
        }
        for (SimulatedManager manager : world.group().managers()) {
            if (!manager.isUpToDate()) {
                return Optional.of(manager + " does not serve, or is behind");
            }
        }
        for (User user : state.users().values()) {
            if (user.isSilent() || !isSomebodys(user)) {
                return Optional.of("the managers know " + user + ", and no process runs that is this user");
            }
        }
        for (SimulatedHost host : world.hosts()) {
            SimulatedPeer peer = host.peer();
            String difference = peer == null ? null : difference(state, log.ringEpoch(), peer);
            if (peer != null && difference != null) {
                return Optional.of(peer.run() + " " + difference + "; the managers say " + state.phase());
            }
        }
        return Optional.empty();
    }

    private boolean isSomebodys(User user) {
        return world.hosts().stream().map(SimulatedHost::peer).anyMatch(peer -> peer != null && isOf(user, peer));
    }

    private static boolean isOf(User user, SimulatedPeer peer) {
        Member self = peer.status().self();
        return self != null
                && self.user().equals(user.name())
                && user.incarnation().equals(peer.run());
    }

    private static @Nullable String difference(ManagerState state, long ringEpoch, SimulatedPeer peer) {
        SessionStatus status = peer.status();
        Member self = status.self();
        boolean known = self != null
                && state.user(self.user()).filter(user -> isOf(user, peer)).isPresent();
        if (self != null && !known && status.trouble() == null) {
            return "believes that it is registered";
        }
        List<String> ring = state.phase().ring();
        int node = known && self != null ? ring.indexOf(self.user()) : -1;
        Membership place = peer.place();
        if (node < 0) {
            return place == null ? null : "believes that it is in a ring, at " + place;
        }
        if (place == null) {
            return "does not know that it is node " + node;
        }
        int size = ring.size();
        boolean same = place.node() == node
                && place.ring() == size
                && place.epoch() == ringEpoch
                && place.left().user().equals(ring.get((node + size - 1) % size))
                && place.right().user().equals(ring.get((node + 1) % size));
        if (!same) {
            return "is at " + place + " and not at node " + node + " of the ring of epoch " + ringEpoch;
        }
        return peer.isReady() ? null : "has an incomplete table";
    }
}
