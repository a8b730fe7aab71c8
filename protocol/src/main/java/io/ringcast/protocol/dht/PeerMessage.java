package io.ringcast.protocol.dht;

import io.ringcast.protocol.link.Acknowledgement;
import io.ringcast.protocol.link.Frame;

/** A datagram between two peers. */
public sealed interface PeerMessage permits DirectMessage, PeerMessage.RingFrame, PeerMessage.RingAcknowledgement {
    /** Ring messages on their way to the right. */
    record RingFrame(Frame<RingMessage> frame) implements PeerMessage {}

    /** Which of them the right neighbour has; the only datagram that travels to the left. */
    record RingAcknowledgement(Acknowledgement acknowledgement) implements PeerMessage {}
}
