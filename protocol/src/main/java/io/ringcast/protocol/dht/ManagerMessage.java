package io.ringcast.protocol.dht;

import io.ringcast.foundation.RequestId;

/** A datagram between a peer and the manager. */
public sealed interface ManagerMessage permits ManagerRequest, ManagerReply, PresenceMessage {
    /** The request, or the one that is answered. */
    RequestId id();
}
