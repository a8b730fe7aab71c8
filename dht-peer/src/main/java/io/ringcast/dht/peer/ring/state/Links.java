package io.ringcast.dht.peer.ring.state;

import io.ringcast.protocol.dht.Member;
import io.ringcast.protocol.dht.PeerMessage;
import io.ringcast.protocol.dht.RingMessage;
import io.ringcast.protocol.dht.RingMessages;
import io.ringcast.protocol.link.Acknowledgement;
import io.ringcast.protocol.link.Frame;
import io.ringcast.protocol.link.LinkId;
import io.ringcast.protocol.link.LinkReceiver;
import io.ringcast.protocol.link.LinkSender;
import io.ringcast.protocol.link.LinkSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The link to the right neighbour, the link from the left one, links to other members, and older links that are being drained: a sender until
 * all its messages have arrived, a receiver for as long as its sender may repeat its last frames.
 */
public final class Links {
    private static final Duration LINGER = Duration.ofSeconds(20);
    private static final int LINGERING_MAX = 16;

    private final LinkSettings settings;
    private final Deque<Outgoing> formerRights = new ArrayDeque<>();
    private final Deque<Incoming> formerLefts = new ArrayDeque<>();
    private final Fingers fingers;
    private @Nullable Outgoing right;
    private @Nullable Incoming left;
    private long retransmissionsOfFormer;

    Links(LinkSettings settings) {
        this.settings = settings;
        this.fingers = new Fingers(settings);
    }

    /** Begins a link to the right neighbour; the one before is drained. */
    public void openRight(LinkId id, Member neighbour) {
        closeRight();
        right = new Outgoing(new LinkSender<>(id, settings, RingMessages::bytesOf), neighbour.fromLeft());
    }

    /** The link to the right neighbour takes nothing more; what it holds is still delivered. */
    public void closeRight() {
        if (right != null) {
            formerRights.addLast(right);
            right = null;
        }
        if (formerRights.size() > LINGERING_MAX) {
            forget(formerRights.removeFirst());
        }
    }

    /** Begins a link from the left neighbour. */
    public void openLeft(LinkId id, Member neighbour, long nowNanos) {
        closeLeft(nowNanos);
        left = new Incoming(new LinkReceiver<>(id, settings), neighbour.toRight(), Long.MAX_VALUE);
    }

    /** The link from the left neighbour only acknowledges from now on. */
    public void closeLeft(long nowNanos) {
        if (left != null) {
            formerLefts.addLast(new Incoming(left.receiver, left.from, nowNanos + LINGER.toNanos()));
            left = null;
        }
        if (formerLefts.size() > LINGERING_MAX) {
            formerLefts.removeFirst();
        }
    }

    /** Sends to the right neighbour; nothing happens if there is none. */
    public void send(RingMessage message) {
        if (right != null) {
            right.sender.enqueue(message);
        }
    }

    /** The links to members that are not neighbours. */
    Fingers fingers() {
        return fingers;
    }

    /** Messages that wait for the right neighbour, or for other members. */
    public int backlog() {
        return fingers.backlog() + (right == null ? 0 : right.sender.backlog());
    }

    /** How many frames the right neighbour and others have taken; it grows as long as anything moves. */
    public long delivered() {
        return fingers.delivered() + (right == null ? 0 : right.sender.delivered());
    }

    /** Whether the right neighbour has owed an acknowledgement for so long. */
    public boolean isRightSilentFor(Duration most, long nowNanos) {
        return right != null && right.sender.isSilentFor(most, nowNanos);
    }

    /** Whether the right neighbour has acknowledged nothing for too long. */
    public boolean isRightBroken(long nowNanos) {
        return right != null && right.sender.isBroken(nowNanos);
    }

    /** Frames sent again since the start. */
    public long retransmissions() {
        return retransmissionsOfFormer
                + fingers.retransmissions()
                + formerRights.stream()
                        .mapToLong(outgoing -> outgoing.sender.retransmissions())
                        .sum()
                + (right == null ? 0 : right.sender.retransmissions());
    }

    /**
     * Takes a frame. It counts only if it comes from where the neighbour of that link sends.
     *
     * @return the messages to handle now; nothing for a former link, which only acknowledges
     */
    public List<RingMessage> receive(InetSocketAddress from, Frame<RingMessage> frame, long nowNanos) {
        if (left != null && left.receiver.id().equals(frame.link())) {
            return left.from.equals(from) ? left.receiver.receive(frame, nowNanos) : List.of();
        }
        for (Incoming former : formerLefts) {
            if (former.receiver.id().equals(frame.link()) && former.from.equals(from)) {
                former.receiver.receive(frame, nowNanos);
                return List.of();
            }
        }
        return fingers.receive(from, frame, nowNanos);
    }

    /** Takes an acknowledgement. It counts only if it comes from where frames of that link are sent. */
    public void acknowledged(InetSocketAddress from, Acknowledgement acknowledgement, long nowNanos) {
        for (Outgoing outgoing : rights()) {
            if (outgoing.sender.id().equals(acknowledgement.link()) && outgoing.to.equals(from)) {
                outgoing.sender.acknowledged(acknowledgement, nowNanos);
            }
        }
    }

    /** Whether the left neighbour, and others, may send more. */
    public void permitLeft(boolean further) {
        fingers.permit(further);
        if (left != null) {
            left.receiver.permit(further);
        }
    }

    /**
     * Emits what is to be sent now: frames first, because the right neighbour waits for them; acknowledgements can
     * wait.
     */
    public void flush(long nowNanos, Consumer<NodeEffect> effects) {
        formerRights.removeIf(former -> isOver(former, nowNanos));
        formerLefts.removeIf(former -> nowNanos - former.forgetAt >= 0);
        for (Outgoing outgoing : rights()) {
            for (Frame<RingMessage> frame : outgoing.sender.due(nowNanos)) {
                effects.accept(new NodeEffect.SendDatagram(
                        NodeEffect.Port.TO_RIGHT, outgoing.to, new PeerMessage.RingFrame(frame)));
            }
        }
        for (Incoming incoming : lefts()) {
            Optional<Acknowledgement> acknowledgement = incoming.receiver.due(nowNanos);
            acknowledgement.ifPresent(due -> effects.accept(new NodeEffect.SendDatagram(
                    NodeEffect.Port.FROM_LEFT, incoming.from, new PeerMessage.RingAcknowledgement(due))));
        }
    }

    private boolean isOver(Outgoing former, long nowNanos) {
        boolean over = former.sender.isDrained() || former.sender.isBroken(nowNanos);
        if (over) {
            forget(former);
        }
        return over;
    }

    private void forget(Outgoing former) {
        retransmissionsOfFormer += former.sender.retransmissions();
    }

    /** When {@link #flush} must be called next, if nothing else happens. */
    public long wakeAtNanos() {
        long wake = Long.MAX_VALUE;
        for (Outgoing outgoing : rights()) {
            wake = Math.min(wake, outgoing.sender.wakeAtNanos());
        }
        for (Incoming incoming : lefts()) {
            wake = Math.min(wake, incoming.receiver.wakeAtNanos());
        }
        return wake;
    }

    private List<Outgoing> rights() {
        return all(formerRights, right, fingers.outgoing());
    }

    private List<Incoming> lefts() {
        return all(formerLefts, left, fingers.incoming());
    }

    private static <T> List<T> all(Deque<T> former, @Nullable T current, Collection<T> others) {
        if (former.isEmpty() && others.isEmpty()) {
            return current == null ? List.of() : List.of(current);
        }
        List<T> all = new ArrayList<>(former);
        all.addAll(others);
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    record Outgoing(LinkSender<RingMessage> sender, InetSocketAddress to) {}

    record Incoming(LinkReceiver<RingMessage> receiver, InetSocketAddress from, long forgetAt) {}
}
