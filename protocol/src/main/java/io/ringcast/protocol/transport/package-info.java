/**
 * UDP endpoints as their users see them: how to open one, send and receive, and how to observe every datagram.
 *
 * <p>Knows nothing of reservations or rings: every type is generic over the message that a {@link
 * io.ringcast.protocol.MessageCodec} reads and writes. {@link io.ringcast.protocol.transport.stack} implements it.
 */
@NullMarked
package io.ringcast.protocol.transport;

import org.jspecify.annotations.NullMarked;
