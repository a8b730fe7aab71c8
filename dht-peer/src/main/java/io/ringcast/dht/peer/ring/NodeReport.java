package io.ringcast.dht.peer.ring;

import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.state.DecreedView;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.ring.state.NodeState;
import io.ringcast.protocol.overlay.Overlay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a node says of itself. */
final class NodeReport {
    private final NodeState state;

    NodeReport(NodeState state) {
        this.state = state;
    }

    NodeStatus status(long differences) {
        DecreedView decreed = state.view();
        return new NodeStatus(
                state.self(),
                state.membership(),
                state.isReady(),
                state.records(),
                state.holdings().slots(),
                overlay(),
                table(),
                differences,
                state.links().retransmissions(),
                state.links().backlog(),
                decreed == null ? null : decreed.view());
    }

    Optional<LocalTable.TableCopy> copy() {
        Membership place = state.membership();
        LocalTable table = state.table();
        if (table == null || place == null) {
            return Optional.empty();
        }
        int node = place.node();
        return Optional.of(table.snapshot(slot -> state.server(slot) == node));
    }

    private @Nullable Overlay overlay() {
        DecreedView routes = state.routes().view();
        return routes != null ? routes.view().overlay() : state.membership() == null ? null : Overlay.RING;
    }

    private List<NodeStatus.Route> table() {
        Membership place = state.membership();
        DecreedView routes = state.routes().view();
        if (place == null) {
            return List.of();
        }
        if (routes == null) {
            String right = place.right().user();
            return state.isAlone()
                    ? List.of()
                    : List.of(new NodeStatus.Route(state.routes().right(), right, "right"));
        }
        return routes.view().overlay().table(routes.taken(), place.node()).stream()
                .map(hop -> new NodeStatus.Route(
                        hop.seat(), routes.member(hop.seat()).user(), hop.why()))
                .toList();
    }
}
