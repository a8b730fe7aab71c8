package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.FailureReason;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeEffect;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.dht.peer.ring.state.SplitRecords;
import io.ringcast.foundation.RequestId;
import io.ringcast.protocol.JsonSize;
import io.ringcast.protocol.dht.DirectMessage;
import io.ringcast.protocol.dht.Limits;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.overlay.Hop;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.Onward;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries: asked here, entered here, passed on, answered. */
final class Lookup {
    private final NodeState state;
    private final int backlogMax;
    private final SplitRecords parts;

    Lookup(NodeState state, int backlogMax) {
        this.state = state;
        this.backlogMax = backlogMax;
        this.parts = new SplitRecords(state.settings().partBytes());
    }

    RequestId ask(Member entry, String name, Duration patience, long nowNanos) {
        RequestId id = state.nextId();
        state.requests()
                .ask(
                        entry.queries(),
                        new DirectMessage.Query(id, name),
                        patience,
                        nowNanos,
                        (from, answer, now) -> {
                            if (answer instanceof DirectMessage.FoundPart part) {
                                new PartsFetch(state, from, id, name, patience, part).start(now);
                            } else {
                                state.emit(new NodeEffect.QueryEnded(id, answer));
                            }
                        },
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
            visit(Visit.entered(query, asker, place.node()), place, nowNanos);
        }
    }

    /** The query comes from another member. */
    void forwarded(RingMessage.ForwardedQuery query, long nowNanos) {
        Membership place = state.membership();
        if (place == null || !state.isReady()) {
            refuse(query.asker(), query.id(), FailureReason.NOT_READY, "the DHT is being built");
        } else if (query.path().size() >= place.ring()) {
            refuse(query.asker(), query.id(), FailureReason.OTHER_RING, "the ring has changed under the query");
        } else {
            visit(Visit.forwarded(query, place.node()), place, nowNanos);
        }
    }

    private void visit(Visit visit, Membership place, long nowNanos) {
        LocalTable table = state.table();
        DecreedView routes = state.routes().view();
        if (table == null) {
            // Who has taken a seat a moment ago has no table yet, and answers for no slot.
            passOn(visit, "right");
            return;
        }
        int position = table.placement().positionOf(visit.name());
        int slot = table.placement().nodeOf(position);
        if (state.server(slot) < 0) {
            refuse(
                    visit.asker(),
                    visit.id(),
                    FailureReason.SLOT_LOST,
                    "all members that had the records of slot " + slot + " are gone");
        } else if (routes == null) {
            visitInRing(visit, place, table, position);
        } else {
            Visit informed = visit.with(state.routes().silent(Seating.SUSPECT_AFTER, nowNanos));
            if (routes.view().overlay() == Overlay.HOT_POTATO) {
                visitAnybody(informed, place, routes, table, position);
            } else {
                visitInOverlay(informed, place, routes, table, position);
            }
        }
    }

    private void visitInRing(Visit visit, Membership place, LocalTable table, int position) {
        if (state.server(table.placement().nodeOf(position)) == place.node()) {
            answer(visit, table, position);
        } else {
            passOn(visit, "");
        }
    }

    /** The query goes to who answers for the slot: if that is silent, to the next member that has all of its records. */
    private void visitInOverlay(Visit visit, Membership place, DecreedView routes, LocalTable table, int position) {
        Onward onward = onward(visit, routes, table, position);
        if (onward.server() == place.node()) {
            answer(visit, table, position);
        } else {
            send(visit.around(onward.silent()), onward.hop(routes.view().overlay(), routes.taken(), place.node()));
        }
    }

    private static Onward onward(Visit visit, DecreedView routes, LocalTable table, int position) {
        int slot = table.placement().nodeOf(position);
        return Onward.to(routes.view().servers(slot), visit.silent());
    }

    /** As the handout's later editions have it, a record is missing only when nobody is left who has not been asked. */
    private void visitAnybody(Visit visit, Membership place, DecreedView routes, LocalTable table, int position) {
        int slot = table.placement().nodeOf(position);
        int server = onward(visit, routes, table, position).server();
        boolean here = server == place.node();
        if (here && (!state.holdings().has(slot) || table.find(visit.name()).isPresent())) {
            answer(visit, table, position);
            return;
        }
        Visit onward = visit.missing(here);
        Optional<Hop> next =
                Overlay.anywhere(routes.taken().without(visit.silent()), Set.copyOf(visit.path()), state.random());
        if (next.isPresent()) {
            send(onward, next.get());
        } else if (onward.missing()) {
            emit(visit, new DirectMessage.NotFound(visit.id(), position, visit.path(), visit.reasons()));
        } else {
            // It is silent, or when the query was there, another member answered for the slot.
            send(onward, new Hop(server, "has the records"));
        }
    }

    private void send(Visit visit, Hop hop) {
        if (state.links().backlog() < backlogMax) {
            state.routes().send(hop.seat(), visit.onward(hop.why()));
        }
    }

    /** To the right neighbour, as in the handout. */
    private void passOn(Visit visit, String why) {
        if (state.isAlone()) {
            refuse(visit.asker(), visit.id(), FailureReason.COPY_INCOMPLETE, "the records are not here yet; try again");
        } else if (state.links().backlog() < backlogMax) {
            state.links().send(visit.onward(state.routes().view() == null ? "" : why));
        }
    }

    /** Only who has all records of a slot can say that one does not exist. */
    private void answer(Visit visit, LocalTable table, int position) {
        if (!state.holdings().has(table.placement().nodeOf(position))) {
            refuse(
                    visit.asker(),
                    visit.id(),
                    FailureReason.COPY_INCOMPLETE,
                    "the records are not complete here; try again");
            return;
        }
        emit(
                visit,
                table.find(visit.name())
                        .map(values -> found(visit, table, position, values))
                        .orElseGet(
                                () -> new DirectMessage.NotFound(visit.id(), position, visit.path(), visit.reasons())));
    }

    private DirectMessage.DirectAnswer found(Visit visit, LocalTable table, int position, List<String> values) {
        return JsonSize.ofTexts(values) > Limits.WHOLE_RECORD_BYTES_MAX
                ? new DirectMessage.FoundPart(
                        visit.id(), position, visit.path(), visit.reasons(), table.columns(), parts.part(values, 1))
                : new DirectMessage.FoundRecord(
                        visit.id(), position, visit.path(), visit.reasons(), table.columns(), values);
    }

    /** The asker has the first part of a record that was found here. */
    void fetched(InetSocketAddress asker, DirectMessage.FetchPart request) {
        LocalTable table = state.table();
        Optional<List<String>> values = table == null ? Optional.empty() : table.find(request.name());
        if (values.filter(record -> JsonSize.ofTexts(record) > Limits.WHOLE_RECORD_BYTES_MAX)
                .isEmpty()) {
            refuse(asker, request.id(), FailureReason.OTHER_RING, "the record is here no more; ask again");
            return;
        }
        state.emit(new NodeEffect.SendDatagram(
                NodeEffect.Port.QUERIES,
                asker,
                new DirectMessage.RecordPartFound(request.id(), parts.part(values.get(), request.part()))));
    }

    private void emit(Visit visit, DirectMessage.DirectAnswer answer) {
        state.emit(new NodeEffect.SendDatagram(NodeEffect.Port.QUERIES, visit.asker(), answer));
    }

    private void refuse(InetSocketAddress asker, RequestId id, FailureReason reason, String text) {
        state.emit(new NodeEffect.SendDatagram(
                NodeEffect.Port.QUERIES, asker, new DirectMessage.RequestRefused(id, reason.name(), text)));
    }
}
