package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.RingPhase;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.session.SessionStatus;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
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
        RingView view = state.view();
        if (world.plan().heals() && view != null && view.seats().stream().anyMatch(RingView.Seat::isVacant)) {
            return Optional.of("the ring is not whole: " + view);
        }
        if (view != null && view.copies() > 1 && view.isAnyLost()) {
            return Optional.of("slots are lost that every peer's dataset has: " + view);
        }
        if (view != null && !isRestored(view)) {
            return Optional.of("the copies are not restored: " + view);
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
            String difference = peer == null ? null : difference(state, peer);
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

    private static @Nullable String difference(ManagerState state, SimulatedPeer peer) {
        SessionStatus status = peer.status();
        Member self = status.self();
        boolean known = self != null
                && state.user(self.user()).filter(user -> isOf(user, peer)).isPresent();
        if (self != null && !known && status.trouble() == null) {
            return "believes that it is registered";
        }
        RingView view = state.view();
        int node = known && self != null && view != null ? view.seatOf(self.user()) : -1;
        Membership place = peer.place();
        if (node < 0 || view == null) {
            return place == null ? null : "believes that it is in a ring, at " + place;
        }
        if (place == null) {
            return "does not know that it is node " + node;
        }
        int size = view.seats().size();
        boolean same = place.node() == node
                && place.ring() == size
                && place.epoch() == view.generation()
                && (view.copies() == 1 || place.view() == view.since())
                && place.left().user().equals(user(view, view.leftOf(node)))
                && place.right().user().equals(user(view, view.rightOf(node)));
        if (!same) {
            return "is at " + place + " and not at node " + node + " of the ring of epoch " + view.generation();
        }
        if (!peer.isReady()) {
            return "has an incomplete table";
        }
        List<Integer> held = peer.held();
        List<Integer> kept = view.slotsOf(node).stream()
                .filter(slot -> view.server(slot) >= 0)
                .toList();
        return held.containsAll(kept) ? null : "holds " + held + " and is to hold " + kept;
    }

    private static String user(RingView view, int seat) {
        return view.seats().get(seat).user();
    }

    /** Who is to keep the records of a slot has told that it has them, unless nobody has. */
    private static boolean isRestored(RingView view) {
        return IntStream.range(0, view.seats().size())
                .filter(slot -> view.server(slot) >= 0)
                .allMatch(slot -> view.seats().get(slot).complete().containsAll(view.holders(slot)));
    }
}
