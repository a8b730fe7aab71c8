/**
 * A ring member as a state machine: datagrams, commands and time go in, {@link io.ringcast.dht.peer.ring.state.NodeEffect}s come
 * out. No socket, no clock, no thread, no Spring. It uses the wire's own message types, because its work is to pass messages
 * on.
 *
 * <p>The node is here; its {@linkplain io.ringcast.dht.peer.ring.task tasks} and what it {@linkplain
 * io.ringcast.dht.peer.ring.state knows} are packages of their own.
 */
@NullMarked
package io.ringcast.dht.peer.ring;

import org.jspecify.annotations.NullMarked;
