package io.ringcast.dht.peer.terminal;

import io.ringcast.dht.peer.Peer;
import io.ringcast.dht.peer.domain.LocalTable;
import io.ringcast.dht.peer.ring.NodeStatus;
import io.ringcast.dht.peer.ring.RingNode;
import io.ringcast.dht.peer.ring.state.Membership;
import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.overlay.Overlay;
import io.ringcast.protocol.view.RingView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code status} and {@code table} print. */
final class TableText {
    private final Peer peer;

    TableText(Peer peer) {
        this.peer = peer;
    }

    List<String> status() {
        Optional<NodeStatus> known = peer.status();
        List<String> lines = new ArrayList<>();
        String trouble = peer.managers().trouble();
        if (known.isEmpty()) {
            lines.add("not registered");
        }
        if (trouble != null) {
            lines.add("manager: " + trouble);
        }
        known.ifPresent(status -> addTo(lines, status));
        return lines;
    }

    private static void addTo(List<String> lines, NodeStatus status) {
        lines.add("user: " + described(status.self()));
        Membership place = status.membership();
        if (place == null) {
            lines.add("not in a DHT");
        } else {
            lines.add("node: " + place.node() + " of " + place.ring() + (status.ready() ? "" : " (being built)"));
            lines.add("left: " + described(place.left()));
            lines.add("right: " + described(place.right()));
            lines.add("records: " + status.records());
            lines.add("epoch: " + place.latest() + (place.view() > place.epoch() ? ", built in " + place.epoch() : ""));
            if (status.slots().size() > 1) {
                lines.add("complete slots: " + status.slots());
            }
            RingView view = status.view();
            if (view != null) {
                lines.addAll(slots(view));
            }
        }
        lines.add("retransmissions: " + status.retransmissions());
    }

    /** Each slot with its state, its server and its holders. */
    static List<String> slots(RingView view) {
        List<String> lines = new ArrayList<>();
        for (int slot = 0; slot < view.seats().size(); slot++) {
            int server = view.server(slot);
            List<Integer> complete = view.seats().get(slot).complete();
            List<Integer> missing = view.holders(slot).stream()
                    .filter(seat -> !complete.contains(seat))
                    .toList();
            lines.add("slot " + slot + ": " + view.state(slot)
                    + (server < 0 ? "" : ", served by " + users(view, List.of(server)))
                    + (complete.isEmpty() ? "" : ", kept by " + users(view, complete))
                    + (missing.isEmpty() ? "" : ", to be kept by " + users(view, missing)));
        }
        return lines;
    }

    private static String users(RingView view, List<Integer> seats) {
        return seats.stream().map(seat -> view.seats().get(seat).user()).collect(Collectors.joining(", "));
    }

    List<String> all() {
        return snapshot()
                .map(table -> {
                    List<String> lines = routes();
                    table.chains().forEach((position, chain) -> lines.addAll(lines(position, chain)));
                    return lines;
                })
                .orElse(List.of("no table: this peer is not in a DHT"));
    }

    private List<String> routes() {
        List<String> lines = new ArrayList<>();
        peer.status().ifPresent(status -> {
            Overlay overlay = status.overlay();
            if (overlay != null) {
                lines.add("overlay: " + overlay.word());
            }
            status.routes()
                    .forEach(route ->
                            lines.add("route " + route.why() + ": node " + route.node() + " (" + route.user() + ")"));
        });
        return lines;
    }

    List<String> at(int position) {
        return snapshot()
                .map(table -> lines(position, table.chains().getOrDefault(position, List.of())))
                .orElse(List.of("no table: this peer is not in a DHT"));
    }

    private Optional<LocalTable.TableCopy> snapshot() {
        return peer.inspect(RingNode::table).flatMap(table -> table);
    }

    private static List<String> lines(int position, List<List<String>> chain) {
        return chain.isEmpty()
                ? List.of(position + ": empty")
                : chain.stream()
                        .map(values -> position + ": " + String.join(", ", values))
                        .toList();
    }

    private static String described(Member member) {
        return member.user() + " at " + member.address() + " " + member.ports();
    }
}
