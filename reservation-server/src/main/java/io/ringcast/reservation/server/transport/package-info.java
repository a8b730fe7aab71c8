/** Datagrams of clients into requests of the replica, and its outcomes back into datagrams. */
@NullMarked
package io.ringcast.reservation.server.transport;

import org.jspecify.annotations.NullMarked;
