package io.ringcast.dht.peer.web;

import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.PeerHost;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.dht.peer.ring.state.Membership;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code /api/peers}: the peers of a process that has many. */
@RestController
@RequestMapping("/api/peers")
@Tag(name = "peers", description = "The peers of this process, with dht.peers above 1")
class HostController {
    private final PeerHost host;

    HostController(PeerHost host) {
        this.host = host;
    }

    /**
     * A peer of this process.
     *
     * @param running false: it was stopped
     * @param registered whether a manager has taken it
     * @param id of the node; null outside the DHT
     * @param records that it answers for as the owner
     */
    record HostedPeerView(
            @Schema(example = "alicea") String user,
            @Schema(example = "true") boolean running,
            @Schema(example = "true") boolean registered,
            @Schema(example = "3") @Nullable Integer id,
            @Schema(example = "83") long records) {
        static HostedPeerView of(PeerHost.ListedPeer listed) {
            Optional<NodeStatus> status = listed.peer().flatMap(Peer::status);
            Membership place = status.map(NodeStatus::membership).orElse(null);
            return new HostedPeerView(
                    listed.user(),
                    listed.peer().isPresent(),
                    listed.peer().flatMap(Peer::self).isPresent(),
                    place == null ? null : place.node(),
                    status.map(NodeStatus::records).orElse(0L));
        }
    }

    @GetMapping
    @Operation(summary = "The peers of this process: the one with its terminal first")
    List<HostedPeerView> peers() {
        return host.all().stream().map(HostedPeerView::of).toList();
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Stops a peer of this process at once, as if it were killed; not the one with its terminal")
    void kill(@Parameter(example = "alicea") @PathVariable String user) {
        require(user);
        host.kill(user);
    }

    @PutMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Starts a peer of this process that was stopped: it registers under its name")
    void start(@Parameter(example = "alicea") @PathVariable String user) {
        require(user);
        host.start(user);
    }

    private void require(String user) {
        if (!host.has(user)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND,
                    "'" + user + "' is no further peer of this process; dht.peers says how many it has");
        }
    }
}
