package io.ringcast.protocol.dht;

import io.ringcast.protocol.link.Acknowledgement;
import io.ringcast.protocol.link.Frame;

/** A datagram between two peers. */
public sealed interface PeerMessage permits DirectMessage, PeerMessage.RingFrame, PeerMessage.RingAcknowledgement {
    /** Ring messages on their way to the right. */
    record RingFrame(Frame<RingMessage> frame) implements PeerMessage {}

    /** What the right neighbour has of them; the only thing that goes left. */
    record RingAcknowledgement(Acknowledgement acknowledgement) implements PeerMessage {}
}
