package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.records.TableShape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a peer's command ended. All but {@link Failed}, {@link OutcomeUnknown} and {@link RecordMissing} are a SUCCESS. */
public sealed interface PeerOutcome {
    /** The user is known to the manager, and this process listens. */
    record UserRegistered(Member self) implements PeerOutcome {}

    /**
     * The DHT is complete; node i holds {@code counts[i]} records.
     *
     * @param table where they lie
     */
    record DhtBuilt(List<Long> counts, TableShape table) implements PeerOutcome {
        /** Copies the counts. */
        public DhtBuilt {
            counts = List.copyOf(counts);
        }
    }

    /** The manager has named a member at which queries can start. */
    record EntryNamed(Member entry) implements PeerOutcome {}

    /**
     * The record.
     *
     * @param path ids of the nodes that the query visited, entry first, owner last
     * @param reasons why each hop was chosen; empty in a ring, where there is no choice
     * @param note what else there is to say about the answer, if anything
     */
    record RecordFound(
            int position,
            List<Integer> path,
            List<String> reasons,
            List<String> columns,
            List<String> values,
            @Nullable String note)
            implements PeerOutcome {
        /** Copies the lists. */
        public RecordFound {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /**
     * There is no such record.
     *
     * @param reasons why each hop was chosen; empty in a ring
     * @param note what else there is to say about the answer, if anything
     */
    record RecordMissing(
            String name,
            int position,
            List<Integer> path,
            List<String> reasons,
            @Nullable String note) implements PeerOutcome {
        /** Copies the path. */
        public RecordMissing {
            path = List.copyOf(path);
            reasons = List.copyOf(reasons);
        }
    }

    /** This peer is out of the ring, which has been built again. */
    record DhtLeft(String newLeader, List<Long> counts) implements PeerOutcome {
        /** Copies the counts. */
        public DhtLeft {
            counts = List.copyOf(counts);
        }
    }

    /** This peer is in the ring, which has been built again. */
    record DhtJoined(String leader, List<Long> counts) implements PeerOutcome {
        /** Copies the counts. */
        public DhtJoined {
            counts = List.copyOf(counts);
        }
    }

    /** Every member is free again. */
    record DhtTornDown() implements PeerOutcome {}

    /**
     * The manager has forgotten the user.
     *
     * @param itself whether it was this process's own user; then the process ends
     */
    record UserDeregistered(String user, boolean itself) implements PeerOutcome {}

    /**
     * FAILURE.
     *
     * @param reason a code
     * @param text a sentence for people
     */
    record Failed(String reason, String text) implements PeerOutcome {}

    /**
     * Neither SUCCESS nor FAILURE: the manager was asked to change something and has not answered. It may have made the
     * change.
     *
     * @param reason a code
     * @param text a sentence for people, which says how to find out
     */
    record OutcomeUnknown(String reason, String text) implements PeerOutcome {}

    /** How a query ended that a member has answered. */
    static PeerOutcome of(String name, DirectMessage.DirectAnswer answer, @Nullable String note) {
        return switch (answer) {
            case DirectMessage.FoundRecord m ->
                new RecordFound(m.position(), m.path(), m.reasons(), m.columns(), m.values(), note);
            case DirectMessage.NotFound m -> new RecordMissing(name, m.position(), m.path(), m.reasons(), note);
            case DirectMessage.RequestRefused m -> new Failed(m.reason(), m.text());
            case DirectMessage.Placed m -> unexpected(m);
            case DirectMessage.CopiesDescribed m -> unexpected(m);
            case DirectMessage.CopyPage m -> unexpected(m);
            case DirectMessage.CopyPart m -> unexpected(m);
            case DirectMessage.FoundPart m -> unexpected(m);
            case DirectMessage.RecordPartFound m -> unexpected(m);
            case DirectMessage.Rebuilding m -> unexpected(m);
            case DirectMessage.Rebuilt m -> unexpected(m);
        };
    }

    private static Failed unexpected(DirectMessage.DirectAnswer answer) {
        return new Failed("BAD_ANSWER", "a member gave an answer to another kind of request: " + answer);
    }
}
