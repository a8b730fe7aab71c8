/**
 * Datagrams over Spring Integration's UDP adapters: endpoints, tracing, signing and the request–reply exchange.
 *
 * <p>Knows nothing of reservations or rings: every type is generic over the message that a {@link
 * io.ringcast.protocol.MessageCodec} reads and writes.
 */
@NullMarked
package io.ringcast.protocol.transport;

import org.jspecify.annotations.NullMarked;
