package io.ringcast.dht.peer.web;

import io.ringcast.console.web.WaitingCommands;
import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.dht.peer.session.PeerOutcome;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/peer}, {@code /api/table}, {@code /api/table/{pos}} and {@code /api/records/{longName}}. */
@RestController
@RequestMapping("/api")
@Tag(name = "peer", description = "This peer, its part of the DHT, and queries")
class PeerController {
    private final Peer peer;
    private final WaitingCommands waiting;

    PeerController(Peer peer, WaitingCommands waiting) {
        this.peer = peer;
        this.waiting = waiting;
    }

    /**
     * This peer; user is null before registration, all that follows null or zero outside the DHT.
     *
     * @param id the node's id
     * @param n the ring's size
     * @param ready whether queries are answered
     * @param epoch of the manager when it chose the ring's members
     * @param view epoch of the latest view of the ring that this peer has
     * @param slots whose records are all here, copies included
     * @param overlay how messages find their way: ring, chord, kademlia, pastry or hot-potato
     * @param routes the routing table: to whom this peer sends messages
     */
    record PeerView(
            @Schema(example = "alice") @Nullable String user,
            @Schema(example = "0") @Nullable Integer id,
            @Schema(example = "3") @Nullable Integer n,
            @Nullable NeighbourView left,
            @Nullable NeighbourView right,
            @Schema(example = "true") boolean ready,
            @Schema(example = "83") long records,
            @Schema(example = "0") long retransmissions,
            @Schema(example = "7") long epoch,
            @Schema(example = "9") long view,
            @Schema(example = "[0,3,4]") List<Integer> slots,
            @Schema(example = "chord") @Nullable String overlay,
            List<RouteView> routes) {}

    /**
     * An entry of the routing table.
     *
     * @param why it is in the table
     */
    record RouteView(
            @Schema(example = "2") int id,
            @Schema(example = "carol") String user,
            @Schema(example = "finger +2") String why) {}

    /** The member on one side. */
    record NeighbourView(
            @Schema(example = "bob") String user,
            @Schema(example = "127.0.0.1") String address,
            @Schema(example = "[4001,4002,4003]") List<Integer> ports) {
        static NeighbourView of(Member member) {
            return new NeighbourView(member.user(), member.address(), member.ports());
        }
    }

    /** The local table: the positions that are in use, each with its chain. */
    record TableView(
            @Schema(example = "353") int tableSize,
            @Schema(example = "[\"Long Name\",\"Region\"]") List<String> columns,
            List<PositionView> positions) {
        static final TableView EMPTY = new TableView(0, List.of(), List.of());
    }

    /** A position with its chain. */
    record PositionView(
            @Schema(example = "138") int position,

            @Schema(example = "[{\"Long Name\":\"Aruba\",\"Region\":\"Latin America & Caribbean\"}]")
            List<Map<String, String>> chain) {}

    /**
     * A record, and how it was found.
     *
     * @param reasons why each hop of the path was chosen; empty in a ring, where there is no choice
     * @param note what else there is to say about the answer; null if nothing
     */
    record RecordView(
            @Schema(example = "{\"Long Name\":\"Aruba\",\"Region\":\"Latin America & Caribbean\"}")
            Map<String, String> record,

            @Schema(example = "138") int position,
            @Schema(example = "0") int node,
            @Schema(example = "[1,2,0]") List<Integer> path,

            @Schema(example = "[\"finger +1\",\"finger +2\"]")
            List<String> reasons,

            @Schema(example = "the manager is silent; asked bob, a member known from before") @Nullable
            String note) {}

    @GetMapping("/peer")
    @Operation(summary = "This peer and its neighbours")
    PeerView self() {
        Optional<NodeStatus> known = peer.status();
        if (known.isEmpty()) {
            return new PeerView(null, null, null, null, null, false, 0, 0, 0, 0, List.of(), null, List.of());
        }
        NodeStatus status = known.get();
        Membership place = status.membership();
        Overlay overlay = status.overlay();
        return new PeerView(
                status.self().user(),
                place == null ? null : place.node(),
                place == null ? null : place.ring(),
                place == null ? null : NeighbourView.of(place.left()),
                place == null ? null : NeighbourView.of(place.right()),
                status.ready(),
                status.records(),
                status.retransmissions(),
                place == null ? 0 : place.epoch(),
                place == null ? 0 : place.view(),
                status.slots(),
                overlay == null ? null : overlay.word(),
                status.routes().stream()
                        .map(route -> new RouteView(route.node(), route.user(), route.why()))
                        .toList());
    }

    @GetMapping("/table")
    @Operation(summary = "The local table: all positions in use, with their chains")
    TableView table() {
        return peer.inspect(RingNode::table)
                .flatMap(table -> table)
                .map(PeerController::view)
                .orElse(TableView.EMPTY);
    }

    private static TableView view(LocalTable.TableCopy table) {
        List<PositionView> positions = new ArrayList<>();
        table.chains()
                .forEach((position, chain) ->
                        positions.add(new PositionView(position, records(table.columns(), chain))));
        return new TableView(table.tableSize(), table.columns(), positions);
    }

    private static List<Map<String, String>> records(List<String> columns, List<List<String>> chain) {
        return chain.stream().map(values -> fields(columns, values)).toList();
    }

    private static Map<String, String> fields(List<String> columns, List<String> values) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.put(columns.get(i), values.get(i));
        }
        return fields;
    }

    @GetMapping("/table/{position}")
    @Operation(summary = "One position of the local table, with its chain")
    PositionView position(@Parameter(example = "138") @PathVariable int position) {
        TableView table = table();
        if (position < 0 || position >= table.tableSize()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    table.tableSize() == 0
                            ? "this peer holds no table"
                            : "a position is from 0 to " + (table.tableSize() - 1));
        }
        return table.positions().stream()
                .filter(view -> view.position() == position)
                .findFirst()
                .orElseGet(() -> new PositionView(position, List.of()));
    }

    @GetMapping("/records/{*longName}")
    @Operation(summary = "Runs a query: from this node on if it is a member, through the manager if not")
    RecordView query(@Parameter(example = "Aruba") @PathVariable String longName) {
        String name = longName.substring(1);
        return switch (waiting.run(() -> peer.lookUp(name))) {
            case PeerOutcome.RecordFound found ->
                new RecordView(
                        fields(found.columns(), found.values()),
                        found.position(),
                        found.path().getLast(),
                        found.path(),
                        found.reasons(),
                        found.note());
            case PeerOutcome.RecordMissing missing ->
                throw new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "'" + name + "' is not in the DHT; asked nodes " + missing.path()
                                + (missing.note() == null ? "" : "; " + missing.note()));
            case PeerOutcome.Failed failed ->
                throw new ResponseStatusException(
                        HttpStatus.SERVICE_UNAVAILABLE, failed.reason() + ": " + failed.text());
            case PeerOutcome.OutcomeUnknown other -> throw unexpected(other);
            case PeerOutcome.UserRegistered other -> throw unexpected(other);
            case PeerOutcome.DhtBuilt other -> throw unexpected(other);
            case PeerOutcome.EntryNamed other -> throw unexpected(other);
            case PeerOutcome.DhtLeft other -> throw unexpected(other);
            case PeerOutcome.DhtJoined other -> throw unexpected(other);
            case PeerOutcome.DhtTornDown other -> throw unexpected(other);
            case PeerOutcome.UserDeregistered other -> throw unexpected(other);
        };
    }

    private static IllegalStateException unexpected(PeerOutcome outcome) {
        return new IllegalStateException("a query does not end with " + outcome);
    }
}
