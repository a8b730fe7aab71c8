package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a peer asks of the manager. A repeated request has the id of the first one and gets its answer. Only the sizes
 * of fields are limited here; whether a name, address, port or ring size is valid is for the manager to decide.
 */
public sealed interface ManagerRequest extends ManagerMessage {
    /** The user that the request is about. */
    String user();

    /**
     * Store a user.
     *
     * @param incarnation names this run of the peer's process, which promises heartbeats; empty if it promises none
     * @param managerPort from which it talks to the managers, as the later editions have it; 0 if that is any port
     */
    record Register(RequestId id, String user, String address, List<Integer> ports, String incarnation, int managerPort)
            implements ManagerRequest {
        private static final int PORTS_READ_MAX = 8;

        /** Checks the limits. */
        public Register {
            ports = List.copyOf(ports);
            Limits.requireUser(user);
            Limits.requireText(address);
            Limits.require(ports.size() <= PORTS_READ_MAX, "one to three ports are given");
            Limits.requireIncarnation(incarnation);
        }

        /** From any port. */
        public Register(RequestId id, String user, String address, List<Integer> ports, String incarnation) {
            this(id, user, address, ports, incarnation, 0);
        }
    }

    /**
     * Choose the members of a DHT with {@code ring} nodes, {@code user} being the leader.
     *
     * @param overlay how messages are to find their way; {@code ring} is that of the handout, and is not told
     */
    record SetUpDht(RequestId id, int ring, String user, String overlay) implements ManagerRequest {
        /** Checks the limits. */
        public SetUpDht {
            Limits.requireUser(user);
            Limits.requireUser(overlay);
        }

        /** In the handout's ring. */
        public SetUpDht(RequestId id, int ring, String user) {
            this(id, ring, user, Overlay.RING.word());
        }
    }

    /**
     * The leader has built the DHT.
     *
     * @param table where records lie; null if as in the handout, which is not told
     * @param records how many there are; 0 if that is not told
     */
    record DhtComplete(RequestId id, String user, @Nullable TableShape table, long records) implements ManagerRequest {
        /** Checks the limits. */
        public DhtComplete {
            Limits.requireUser(user);
            Limits.require(table == null ? records == 0 : records > 0, "a table is told with its records");
        }

        /** As in the handout. */
        public DhtComplete(RequestId id, String user) {
            this(id, user, null, 0);
        }

        /** Tells where the records lie, unless that is as in the handout. */
        public static DhtComplete of(RequestId id, String user, TableShape table, long records) {
            return table.isOfTheHandout() ? new DhtComplete(id, user) : new DhtComplete(id, user, table, records);
        }
    }

    /** Name a member at which a query can start. */
    record QueryDht(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public QueryDht {
            Limits.requireUser(user);
        }
    }

    /** A member wants to leave. */
    record LeaveDht(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public LeaveDht {
            Limits.requireUser(user);
        }
    }

    /** A free user wants to be a member. */
    record JoinDht(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public JoinDht {
            Limits.requireUser(user);
        }
    }

    /** The ring is built again, without {@code user} that leaves or with {@code user} that joins. */
    record DhtRebuilt(RequestId id, String user, String newLeader) implements ManagerRequest {
        /** Checks the limits. */
        public DhtRebuilt {
            Limits.requireUser(user);
            Limits.requireUser(newLeader);
        }
    }

    /** Forget a free user. */
    record Deregister(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public Deregister {
            Limits.requireUser(user);
        }
    }

    /** The leader wants to delete the DHT. */
    record TeardownDht(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public TeardownDht {
            Limits.requireUser(user);
        }
    }

    /** The leader has deleted the DHT. */
    record TeardownComplete(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public TeardownComplete {
            Limits.requireUser(user);
        }
    }

    /** The user that has to end the current phase cannot; the manager gives the DHT up. */
    record DhtFailed(RequestId id, String user) implements ManagerRequest {
        /** Checks the limits. */
        public DhtFailed {
            Limits.requireUser(user);
        }
    }

    /**
     * A member has all records of these slots.
     *
     * @param epoch of the view by which it judges
     */
    record CopiesHeld(RequestId id, String user, long epoch, List<Integer> slots) implements ManagerRequest {
        /** Checks the limits. */
        public CopiesHeld {
            slots = List.copyOf(slots);
            Limits.requireUser(user);
            Limits.requireEpoch(epoch);
            Limits.require(slots.size() <= Limits.RING_MAX, "a ring has at most 1024 slots");
            slots.forEach(slot -> Limits.requireNode(slot, Limits.RING_MAX));
        }
    }
}
