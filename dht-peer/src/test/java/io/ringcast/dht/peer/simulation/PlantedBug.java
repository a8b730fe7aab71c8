package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.protocol.dht.ManagerMessage;
import io.ringcast.protocol.dht.PeerMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bug that the simulation has to find: the world changes what passes between its parts, and the product knows nothing of it. */
interface PlantedBug {
    /** The product as it is. */
    PlantedBug NONE = new PlantedBug() {};

    /** Whether a peer does not do what its session wants. */
    default boolean drops(SessionEffect effect) {
        return false;
    }

    /** What a peer takes a manager's message for. */
    default ManagerMessage heard(ManagerMessage message) {
        return message;
    }

    /** What a manager does of what its watch wants. */
    default List<PresenceWatch.Step> steps(List<PresenceWatch.Step> steps) {
        return steps;
    }

    /**
     * What a ring node takes for the latest view.
     *
     * @param before the view that it was given before; null if there was none
     */
    default DecreedView taken(DecreedView latest, @Nullable DecreedView before) {
        return latest;
    }

    /** What a peer tells the managers of the records that its node has. */
    default NodeEffect.CopiesHeld held(NodeEffect.CopiesHeld held, DecreedView view, String user) {
        return held;
    }

    /** What a ring node sends instead of a message; null: nothing. */
    default @Nullable PeerMessage sent(PeerMessage message) {
        return message;
    }

    /** What a ring node takes another one's message for. */
    default PeerMessage received(PeerMessage message) {
        return message;
    }

    /** Whether the managers decide a request anew that comes again, or late. */
    default boolean forgetsSessions() {
        return false;
    }
}
