package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import java.util.List;

/** How a manager knows that a peer is alive, and a peer what the manager knows of it. None of these is repeated. */
public sealed interface PresenceMessage extends ManagerMessage {
    /**
     * The peer is alive, and asks what the manager knows of it.
     *
     * @param user {@link #NOBODY} while the process has no user
     * @param incarnation names this run of the peer's process
     */
    record Heartbeat(RequestId id, String user, String incarnation) implements PresenceMessage {
        /** The user of a process that is not registered: no user can have this name. */
        public static final String NOBODY = "-";

        /** Checks the limits. */
        public Heartbeat {
            Limits.requireUser(user);
            Limits.requireIncarnation(incarnation);
            Limits.require(!incarnation.isEmpty(), "a heartbeat names the incarnation that sends it");
        }
    }

    /**
     * What the manager knows of a peer, in answer to its heartbeat.
     *
     * @param standing what the user of the heartbeat is
     * @param epoch how many decrees the manager has made on the DHT: what an older one says is out of date
     * @param phase of the DHT
     * @param awaited whether the manager waits for this user to end the phase
     * @param intervalMillis how long until the next heartbeat is expected
     * @param managers all managers that this one knows, itself among them
     */
    record Presence(
            RequestId id,
            Standing standing,
            long epoch,
            DhtPhase phase,
            boolean awaited,
            int intervalMillis,
            List<ManagerAddress> managers)
            implements PresenceMessage {
        /** Most managers that a datagram lists. */
        public static final int MANAGERS_MAX = 16;

        private static final int INTERVAL_MILLIS_MAX = 3_600_000;

        /** Checks the limits. */
        public Presence {
            managers = List.copyOf(managers);
            Limits.requireEpoch(epoch);
            Limits.require(
                    1 <= intervalMillis && intervalMillis <= INTERVAL_MILLIS_MAX, "an interval is 1 ms to an hour");
            Limits.require(managers.size() <= MANAGERS_MAX, "at most 16 managers are listed");
        }
    }

    /**
     * The manager has not heard from a peer for a while and asks whether it is alive: it answers with a heartbeat, at once.
     *
     * @param user whose process is asked
     */
    record Probe(RequestId id, String user) implements PresenceMessage {
        /** Checks the limits. */
        public Probe {
            Limits.requireUser(user);
        }
    }
}
