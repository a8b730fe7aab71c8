package io.ringcast.dht.manager.web;

import io.ringcast.dht.manager.app.ManagerReplica;
import io.ringcast.dht.manager.domain.ManagerState;
import io.ringcast.dht.manager.domain.Presence;
import io.ringcast.dht.manager.domain.User;
import io.ringcast.dht.manager.domain.UserState;
import io.ringcast.replication.boot.ReplicaBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/dht} and {@code GET /api/users}. */
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
     * @param phase NONE, BUILDING, READY, LEAVING or TEARING_DOWN
     * @param awaited the user who has to end the phase, if there is one to end
     * @param leader the user of node 0
     * @param ring the members in ring order, to the right
     */
    record DhtView(
            @Schema(example = "7") long epoch,
            @Schema(example = "READY") String phase,

            @Schema(description = "null while nobody has to end a phase") @Nullable
            String awaited,

            @Schema(example = "alice") @Nullable String leader,
            List<NodeView> ring) {}

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
     */
    record UserView(
            @Schema(example = "alice") String user,
            UserState state,
            Presence presence,

            @Schema(example = "x7k2", description = "null if the process promised no heartbeats") @Nullable
            String incarnation,

            @Schema(example = "127.0.0.1") String address,
            @Schema(example = "[4001,4002,4003]") List<Integer> ports) {}

    @GetMapping("/dht")
    @Operation(summary = "The DHT: its phase, its leader and its ring")
    DhtView dht() {
        ManagerState state = replica.state();
        List<NodeView> ring = new ArrayList<>();
        for (User member : state.ring()) {
            ring.add(new NodeView(ring.size(), member.name(), member.address(), member.ports()));
        }
        String leader = ring.isEmpty() ? null : ring.getFirst().user();
        return new DhtView(
                state.epoch(), state.phase().word(), state.phase().awaited().orElse(null), leader, ring);
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
                        user.ports()))
                .toList();
    }

    @GetMapping("/replica")
    @Operation(summary = "This manager: its place among the managers, and what it has stored")
    ReplicaBody replica() {
        return ReplicaBody.of(replica.replica());
    }
}
