package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a manager knows that a peer is alive, and a peer what the manager knows of it. None of these is repeated. */
public sealed interface PresenceMessage extends ManagerMessage {
    /**
     * The peer is alive, and asks what the manager knows of it.
     *
     * @param user {@link #NOBODY} while the process has no user
     * @param incarnation names this run of the peer's process
     * @param epoch of the ring, or of the latest view of it, that the peer has; 0 outside of a ring. A manager with a later
     *     view adds it to its answer
     */
    record Heartbeat(RequestId id, String user, String incarnation, long epoch) implements PresenceMessage {
        /** The user of a process that is not registered: no user can have this name. */
        public static final String NOBODY = "-";

        /** Checks the limits. */
        public Heartbeat {
            Limits.requireUser(user);
            Limits.requireIncarnation(incarnation);
            Limits.require(!incarnation.isEmpty(), "a heartbeat names the incarnation that sends it");
            Limits.requireEpoch(epoch);
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

    /**
     * A member's right neighbour acknowledges nothing: the managers are to ask it whether it is alive. Not answered.
     *
     * @param user of the sender
     * @param suspect the neighbour
     */
    record Suspicion(RequestId id, String user, String suspect) implements PresenceMessage {
        /** Checks the limits. */
        public Suspicion {
            Limits.requireUser(user);
            Limits.requireUser(suspect);
        }
    }

    /**
     * A part of the view of the ring, for a member that has an older one.
     *
     * @param id of the heartbeat that is answered
     * @param generation epoch in which the members were chosen
     * @param key of its links, in hexadecimal
     * @param since epoch in which the view began
     * @param copies of each record
     * @param overlay how messages find their way
     * @param slots how many there are
     * @param first slot of this part
     * @param seats from that slot on
     */
    record View(
            RequestId id,
            long generation,
            LinkId key,
            long since,
            int copies,
            Overlay overlay,
            int slots,
            int first,
            List<SeatedMember> seats)
            implements PresenceMessage {
        /** Most seats that a datagram carries. */
        public static final int SEATS_MAX = 5;

        /** Checks the limits. */
        public View {
            seats = List.copyOf(seats);
            Limits.requireEpoch(generation);
            Limits.requireEpoch(since);
            Limits.require(1 <= copies && copies <= RingView.COPIES_MAX, "1 to 8 copies");
            Limits.requireNode(first, slots);
            Limits.require(
                    !seats.isEmpty() && seats.size() <= SEATS_MAX && first + seats.size() <= slots,
                    "a datagram carries 1 to 5 seats, of those that there are");
        }

        /** Whether both are parts of one view. */
        public boolean isOfTheSame(View other) {
            return since == other.since
                    && generation == other.generation
                    && key.equals(other.key)
                    && slots == other.slots;
        }

        /** The 64 bits of the key. */
        public long keyBits() {
            return Long.parseUnsignedLong(key.value(), 16);
        }
    }

    /**
     * A part of what has changed in the view of the ring, for a member that has a recent one.
     *
     * @param id of the heartbeat that is answered
     * @param generation epoch in which the members were chosen
     * @param key of the view's links, in hexadecimal
     * @param base epoch in which the view began that the member has; the generation: the ring as it was built
     * @param since epoch in which the view began
     * @param copies of each record
     * @param overlay how messages find their way
     * @param slots how many there are
     * @param changed how many seats are not as they were, in all parts together
     * @param seats some of these
     */
    record ViewChanges(
            RequestId id,
            long generation,
            LinkId key,
            long base,
            long since,
            int copies,
            Overlay overlay,
            int slots,
            int changed,
            List<ChangedSeat> seats)
            implements PresenceMessage {
        /** Checks the limits. */
        public ViewChanges {
            seats = List.copyOf(seats);
            Limits.requireEpoch(generation);
            Limits.requireEpoch(base);
            Limits.requireEpoch(since);
            Limits.require(generation <= base && base < since, "a view changes after the ring was built");
            Limits.require(1 <= copies && copies <= RingView.COPIES_MAX, "1 to 8 copies");
            Limits.requireNode(0, slots);
            Limits.require(0 <= changed && changed <= slots, "seats change, of those that there are");
            Limits.require(
                    seats.size() <= View.SEATS_MAX && seats.size() <= changed && seats.isEmpty() == (changed == 0),
                    "a datagram carries 1 to 5 changed seats, if there are any");
            for (ChangedSeat seat : seats) {
                Limits.requireNode(seat.slot(), slots);
            }
        }

        /** Whether both are parts of one change. */
        public boolean isOfTheSame(ViewChanges other) {
            return since == other.since
                    && base == other.base
                    && generation == other.generation
                    && key.equals(other.key);
        }

        /** The 64 bits of the key. */
        public long keyBits() {
            return Long.parseUnsignedLong(key.value(), 16);
        }
    }

    /** A seat that is not as it was. */
    record ChangedSeat(int slot, SeatedMember seated) {}

    /**
     * A seat of a view, with the address of its member.
     *
     * @param member null if the seat is vacant
     */
    record SeatedMember(@Nullable Member member, long seated, long wired, List<Integer> complete) {
        /** Checks the limits. */
        public SeatedMember {
            complete = List.copyOf(complete);
            Limits.requireEpoch(seated);
            Limits.requireEpoch(wired);
            Limits.require(complete.size() <= RingView.COPIES_MAX, "at most 8 members have the records of a slot");
            complete.forEach(seat -> Limits.requireNode(seat, Limits.RING_MAX));
        }

        /** As a seat of the view. */
        public RingView.Seat seat() {
            return member == null
                    ? new RingView.Seat("", "", 0, 0, complete)
                    : new RingView.Seat(member.user(), "", seated, wired, complete);
        }
    }
}
