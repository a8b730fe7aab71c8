package io.ringcast.dht.manager.web;

import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.domain.LoadedTable;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.Presence;
import io.ringcast.dht.manager.domain.RingEvent;
import io.ringcast.dht.manager.domain.RingHistory;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.dht.manager.domain.UserState;
import io.ringcast.protocol.records.TableShape;
import io.ringcast.protocol.view.RingView;
import io.ringcast.replication.boot.ReplicaBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/dht}, {@code /api/events} and {@code /api/users}. */
@RestController
@RequestMapping("/api")
@Tag(name = "manager", description = "Who is registered, and what the DHT is made of")
class ManagerController {
    private final ManagerReplica replica;

    ManagerController(ManagerReplica replica) {
        this.replica = replica;
    }

    /**
     * The DHT.
     *
     * @param epoch how many decrees there have been on the DHT
     * @param view epoch of the latest view of the ring, which members have too once they agree with the manager; 0 without a DHT
     * @param phase NONE, BUILDING, READY, LEAVING, JOINING or TEARING_DOWN
     * @param awaited the user who has to end the phase, if there is one to end
     * @param leader the user of node 0
     * @param ring the members in ring order, to the right
     * @param overlay how messages find their way: ring, chord, kademlia, pastry or hot-potato; null without a DHT
     * @param copies how many members keep each record; 0 without a DHT
     * @param slots the parts of the table, and who keeps them
     * @param table where records lie; null without a DHT, or if that is as in the handout: by code points, in 353 positions
     */
    record DhtView(
            @Schema(example = "7") long epoch,
            @Schema(example = "6") long view,
            @Schema(example = "READY") String phase,

            @Schema(description = "null while nobody has to end a phase") @Nullable
            String awaited,

            @Schema(example = "alice") @Nullable String leader,
            List<NodeView> ring,
            @Schema(example = "chord") @Nullable String overlay,
            @Schema(example = "3") int copies,
            List<SlotView> slots,
            @Nullable TableView table) {}

    /**
     * Where records lie.
     *
     * @param size positions of each local table
     * @param hash how a key becomes a position: code-points or number
     * @param year which of several datasets it is; null if there is one
     * @param records how many the leader has loaded
     */
    record TableView(
            @Schema(example = "97127") int size,
            @Schema(example = "number") String hash,
            @Schema(example = "1996") @Nullable Integer year,
            @Schema(example = "48561") long records) {
        static TableView of(LoadedTable table) {
            TableShape shape = table.shape();
            return new TableView(
                    shape.size(), shape.hash().word(), shape.year() == 0 ? null : shape.year(), table.records());
        }
    }

    /**
     * A part of the table.
     *
     * @param server the user that answers for it; null if it is lost
     * @param holders the users that are to keep its records
     * @param complete those that have all of them
     */
    record SlotView(
            @Schema(example = "0") int slot,
            RingView.SlotState state,
            @Schema(example = "alice") @Nullable String server,

            @Schema(example = "[\"alice\",\"bob\",\"carol\"]")
            List<String> holders,

            @Schema(example = "[\"alice\",\"bob\"]") List<String> complete) {}

    /**
     * A decree on the DHT.
     *
     * @param epoch that began with it
     * @param time when it was ordered, by the clock of the managers' leader
     * @param user whom it is about; null if it is about nobody in particular
     * @param lost the slots whose records nobody has from then on
     */
    record EventView(
            @Schema(example = "9") long epoch,
            @Schema(example = "2026-11-30T09:30:00Z") Instant time,
            @Schema(example = "EVICTED") RingEvent.Kind what,
            @Schema(example = "bob") @Nullable String user,
            @Schema(example = "bob gives no sign of life") String reason,
            @Schema(example = "[]") List<Integer> lost) {
        static EventView of(RingEvent event) {
            return new EventView(
                    event.epoch(),
                    Instant.ofEpochMilli(event.timeMillis()),
                    event.kind(),
                    event.user().isEmpty() ? null : event.user(),
                    event.reason(),
                    event.lost());
        }
    }

    /** A member. */
    record NodeView(
            @Schema(example = "0") int id,
            @Schema(example = "alice") String user,
            @Schema(example = "127.0.0.1") String address,
            @Schema(example = "[4001,4002,4003]") List<Integer> ports) {}

    /**
     * A registered user.
     *
     * @param state FREE, LEADER or IN_DHT
     * @param presence SILENT if its process gives no sign of life
     * @param incarnation names the run of its process; null if that promised no heartbeats
     * @param managerPort from which its process talks to the managers
     */
    record UserView(
            @Schema(example = "alice") String user,
            UserState state,
            Presence presence,

            @Schema(example = "x7k2", description = "null if the process promised no heartbeats") @Nullable
            String incarnation,

            @Schema(example = "127.0.0.1") String address,
            @Schema(example = "[4001,4002,4003]") List<Integer> ports,

            @Schema(example = "4000", description = "null if the process has not told it") @Nullable
            Integer managerPort) {}

    @GetMapping("/dht")
    @Operation(summary = "The DHT: its phase, its leader and its ring")
    DhtView dht() {
        ManagerState state = replica.state();
        List<NodeView> ring = new ArrayList<>();
        RingView view = state.view();
        for (User member : state.ring()) {
            int id = view == null ? ring.size() : view.seatOf(member.name());
            ring.add(new NodeView(id, member.name(), member.address(), member.ports()));
        }
        String leader = ring.isEmpty() ? null : ring.getFirst().user();
        return new DhtView(
                state.epoch(),
                view == null ? 0 : view.since(),
                state.phase().word(),
                state.phase().awaited().orElse(null),
                leader,
                ring,
                view == null ? null : view.overlay().word(),
                view == null ? 0 : view.copies(),
                view == null ? List.of() : slots(view),
                state.table() == null ? null : TableView.of(state.table()));
    }

    private static List<SlotView> slots(RingView view) {
        List<SlotView> slots = new ArrayList<>();
        for (int slot = 0; slot < view.seats().size(); slot++) {
            int server = view.server(slot);
            slots.add(new SlotView(
                    slot,
                    view.state(slot),
                    server < 0 ? null : view.seats().get(server).user(),
                    users(view, view.holders(slot)),
                    users(view, view.seats().get(slot).complete())));
        }
        return slots;
    }

    private static List<String> users(RingView view, List<Integer> seats) {
        return seats.stream().map(seat -> view.seats().get(seat).user()).toList();
    }

    @GetMapping("/events")
    @Operation(
            summary = "The latest decrees on the DHT, oldest first, with their reasons",
            description = "The same at all managers, and kept with their state. At most " + RingHistory.EVENTS_MAX
                    + "; each has an epoch")
    List<EventView> events() {
        return replica.state().events().stream().map(EventView::of).toList();
    }

    @GetMapping("/users")
    @Operation(summary = "All registered users, in the order of their registration")
    List<UserView> users() {
        ManagerState state = replica.state();
        return state.usersInOrder().stream()
                .map(user -> new UserView(
                        user.name(),
                        state.stateOf(user.name()).orElseThrow(),
                        user.presence(),
                        user.isWatched() ? user.incarnation() : null,
                        user.address(),
                        user.ports(),
                        user.managerPort() == 0 ? null : user.managerPort()))
                .toList();
    }

    @GetMapping("/replica")
    @Operation(summary = "This manager: its place among the managers, and what it has stored")
    ReplicaBody replica() {
        return ReplicaBody.of(replica.replica());
    }
}
