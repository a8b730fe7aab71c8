package io.ringcast.dht.peer.simulation;

import io.ringcast.dht.manager.app.PresenceWatch;
import io.ringcast.dht.peer.session.SessionEffect;
import io.ringcast.protocol.dht.ManagerMessage;
import java.util.List;

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

    /** Whether the managers decide a request anew that comes again, or late. */
    default boolean forgetsSessions() {
        return false;
    }
}
