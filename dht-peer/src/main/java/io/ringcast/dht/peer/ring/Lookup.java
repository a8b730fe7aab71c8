package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Queries: asked here, entered here, passed on, answered. */
final class Lookup {
    private final NodeState state;
    private final int backlogMax;

    Lookup(NodeState state, int backlogMax) {
        this.state = state;
        this.backlogMax = backlogMax;
    }

    RequestId ask(Member entry, String name, Duration patience, long nowNanos) {
        RequestId id = state.nextId();
        state.requests()
                .ask(
                        entry.queries(),
                        new DirectMessage.Query(id, name),
                        patience,
                        nowNanos,
                        (answer, now) -> state.emit(new NodeEffect.QueryEnded(id, answer)),
                        now -> state.emit(new NodeEffect.QueryEnded(
                                id,
                                new DirectMessage.RequestRefused(
                                        id,
                                        FailureReason.MEMBER_SILENT.name(),
                                        "no member has answered; one of the ring is gone or overloaded"))));
        return id;
    }

    /** The query comes from its asker: this node is the entry. */
    void entered(InetSocketAddress asker, DirectMessage.Query query, long nowNanos) {
        Membership place = state.membership();
        if (place == null) {
            refuse(asker, query.id(), FailureReason.NOT_IN_DHT, state.self().user() + " is no member of a DHT");
        } else if (!state.isReady()) {
            refuse(asker, query.id(), FailureReason.NOT_READY, "the DHT is being built");
        } else if (state.links().isRightBroken(nowNanos)) {
            String neighbour = place.right().user();
            refuse(asker, query.id(), FailureReason.NEIGHBOUR_SILENT, neighbour + ", the right neighbour, is silent");
        } else {
            visit(query.id(), query.name(), asker, List.of());
        }
    }

    /** The query comes from the left. */
    void forwarded(RingMessage.ForwardedQuery query) {
        Membership place = state.membership();
        if (place == null || !state.isReady()) {
            refuse(query.asker(), query.id(), FailureReason.NOT_READY, "the DHT is being built");
        } else if (query.path().size() >= place.ring()) {
            refuse(query.asker(), query.id(), FailureReason.OTHER_RING, "the ring has changed under the query");
        } else {
            visit(query.id(), query.name(), query.asker(), query.path());
        }
    }

    private void visit(RequestId id, String name, InetSocketAddress asker, List<Integer> pathSoFar) {
        Membership place = state.requireMembership();
        LocalTable table = state.table();
        List<Integer> path = new ArrayList<>(pathSoFar);
        path.add(place.node());
        int position = table == null ? -1 : table.placement().positionOf(name);
        // Who has taken a seat a moment ago has no table yet, and answers for no slot.
        int server = table == null ? -1 : state.server(table.placement().nodeOf(position));
        if (table != null && server == place.node()) {
            answer(id, name, asker, table, position, path);
        } else if (table != null && server < 0) {
            refuse(
                    asker,
                    id,
                    FailureReason.SLOT_LOST,
                    "all members that had the records of slot "
                            + table.placement().nodeOf(position) + " are gone");
        } else if (state.isAlone()) {
            refuse(asker, id, FailureReason.COPY_INCOMPLETE, "the records are not here yet; try again");
        } else if (state.links().backlog() < backlogMax) {
            state.links()
                    .send(new RingMessage.ForwardedQuery(
                            id, name, asker.getAddress().getHostAddress(), asker.getPort(), path));
        }
    }

    /** Only who has all records of a slot can say that one does not exist. */
    private void answer(
            RequestId id, String name, InetSocketAddress asker, LocalTable table, int position, List<Integer> path) {
        if (!state.holdings().has(table.placement().nodeOf(position))) {
            refuse(asker, id, FailureReason.COPY_INCOMPLETE, "the records are not complete here; try again");
            return;
        }
        DirectMessage.DirectAnswer answer = table.find(name)
                .<DirectMessage.DirectAnswer>map(
                        values -> new DirectMessage.FoundRecord(id, position, path, table.columns(), values))
                .orElseGet(() -> new DirectMessage.NotFound(id, position, path));
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, asker, answer));
    }

    private void refuse(InetSocketAddress asker, RequestId id, FailureReason reason, String text) {
        state.emit(new NodeEffect.SendDatagram(
                NodeEffect.Port.QUERIES, asker, new DirectMessage.RequestRefused(id, reason.name(), text)));
    }
}
