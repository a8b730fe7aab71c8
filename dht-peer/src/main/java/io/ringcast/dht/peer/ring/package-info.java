/**
 * A ring member as a state machine: datagrams, commands and time go in, {@link io.ringcast.dht.peer.ring.Effect}s come
 * out. No socket, no clock, no thread, no Spring. It speaks the wire's own message types, because passing messages on is
 * what it does.
 */
@NullMarked
package io.ringcast.dht.peer.ring;

import org.jspecify.annotations.NullMarked;
