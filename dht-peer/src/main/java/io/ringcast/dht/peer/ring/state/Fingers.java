package io.ringcast.dht.peer.ring.state;

import io.ringcast.dht.peer.ring.state.Links.Incoming;
import io.ringcast.dht.peer.ring.state.Links.Outgoing;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.RingMessages;
import io.ringcast.protocol.link.Frame;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.link.LinkReceiver;
import io.ringcast.protocol.link.LinkSender;
import io.ringcast.protocol.link.LinkSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The links to and from members that are not neighbours: opened when something is sent on them, for as long as both members have
 * their seats. Both ends compute the id of a link from what they know of the ring.
 */
final class Fingers {
    private final LinkSettings settings;
    private final Map<Integer, Outgoing> outgoing = new TreeMap<>();
    private final Map<Integer, Incoming> incoming = new TreeMap<>();
    private @Nullable DecreedView ring;
    private int self;
    private boolean permitted = true;
    private long retransmissionsOfFormer;

    Fingers(LinkSettings settings) {
        this.settings = settings;
    }

    /**
     * The members are these from now on. Links that are none among them are cut: who has sent something sends it again.
     *
     * @param view null if this node sends to nobody but its neighbour
     * @param seat of this node
     */
    void follow(@Nullable DecreedView view, int seat) {
        ring = view;
        self = seat;
        outgoing.entrySet().removeIf(link -> {
            boolean former =
                    !isLink(self, link.getKey(), link.getValue().sender().id());
            retransmissionsOfFormer += former ? link.getValue().sender().retransmissions() : 0;
            return former;
        });
        incoming.entrySet()
                .removeIf(link ->
                        !isLink(link.getKey(), self, link.getValue().receiver().id()));
    }

    private boolean isLink(int from, int to, LinkId id) {
        DecreedView view = ring;
        return view != null
                && view.isTaken(from)
                && view.isTaken(to)
                && view.linkOf(from, to).equals(id);
    }

    void send(int seat, RingMessage message) {
        DecreedView view = ring;
        if (view != null && view.isTaken(seat)) {
            outgoing.computeIfAbsent(
                            seat,
                            to -> new Outgoing(
                                    new LinkSender<>(view.linkOf(self, to), settings, RingMessages::bytesOf),
                                    view.member(to).fromLeft()))
                    .sender()
                    .enqueue(message);
        }
    }

    List<RingMessage> receive(InetSocketAddress from, Frame<RingMessage> frame, long nowNanos) {
        for (Incoming link : incoming.values()) {
            if (link.receiver().id().equals(frame.link())) {
                return link.from().equals(from) ? link.receiver().receive(frame, nowNanos) : List.of();
            }
        }
        DecreedView view = ring;
        int seat = view == null ? -1 : view.senderAt(from);
        if (view == null || seat < 0 || !isLink(seat, self, frame.link())) {
            return List.of();
        }
        Incoming opened = new Incoming(new LinkReceiver<>(frame.link(), settings), from, Long.MAX_VALUE);
        opened.receiver().permit(permitted);
        incoming.put(seat, opened);
        return opened.receiver().receive(frame, nowNanos);
    }

    void permit(boolean further) {
        permitted = further;
        incoming.values().forEach(link -> link.receiver().permit(further));
    }

    /** The members that have owed an acknowledgement for so long. */
    Set<Integer> silent(Duration most, long nowNanos) {
        Set<Integer> silent = new TreeSet<>();
        outgoing.forEach((seat, link) -> {
            if (link.sender().isSilentFor(most, nowNanos)) {
                silent.add(seat);
            }
        });
        return silent;
    }

    /** A node where everything that was sent has arrived says so by what it has delivered. */
    long delivered() {
        return outgoing.values().stream()
                .mapToLong(link -> link.sender().delivered())
                .sum();
    }

    int backlog() {
        int backlog = 0;
        for (Outgoing link : outgoing.values()) {
            backlog += link.sender().backlog();
        }
        return backlog;
    }

    long retransmissions() {
        return retransmissionsOfFormer
                + outgoing.values().stream()
                        .mapToLong(link -> link.sender().retransmissions())
                        .sum();
    }

    Collection<Outgoing> outgoing() {
        return outgoing.values();
    }

    Collection<Incoming> incoming() {
        return incoming.values();
    }
}
