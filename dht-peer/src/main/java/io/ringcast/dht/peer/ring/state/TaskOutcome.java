package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.records.TableShape;
import java.util.List;

/** How a command that involves the ring ended. */
public sealed interface TaskOutcome {
    /**
     * The ring is built and loaded; node i holds {@code counts[i]} records.
     *
     * @param table where they lie
     */
    record RingLoaded(List<Long> counts, TableShape table) implements TaskOutcome {
        /** Copies the counts. */
        public RingLoaded {
            counts = List.copyOf(counts);
        }

        /** How many records there are. */
        public long records() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }

    /** This node is out, and the rest is built and loaded again. */
    record RingLeft(String newLeader, List<Long> counts) implements TaskOutcome {
        /** Copies the counts. */
        public RingLeft {
            counts = List.copyOf(counts);
        }
    }

    /** The ring is built and loaded again, with this node in it. */
    record RingJoined(String leader, List<Long> counts) implements TaskOutcome {
        /** Copies the counts. */
        public RingJoined {
            counts = List.copyOf(counts);
        }
    }

    /** Every node has forgotten its part. */
    record RingTornDown() implements TaskOutcome {}

    /**
     * The ring is unusable.
     *
     * @param reason a code
     * @param text a sentence for people
     */
    record RingFailed(FailureReason reason, String text) implements TaskOutcome {}
}
