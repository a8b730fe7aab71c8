/** The peer's sockets and the thread of its ring node; its conversation with the manager. */
@NullMarked
package io.ringcast.dht.peer.transport;

import org.jspecify.annotations.NullMarked;
