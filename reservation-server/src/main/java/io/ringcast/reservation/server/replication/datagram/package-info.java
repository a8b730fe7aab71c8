/**
 * Which bytes JGroups may read. {@link io.ringcast.reservation.server.replication.datagram.GroupMessage} and {@link
 * io.ringcast.reservation.server.replication.datagram.GroupDatagram} check bytes from the network against the few kinds of
 * messages, headers and payloads that our protocol stack sends, in the format of JGroups 5.5. They allocate nothing that
 * the bytes ask for and use no class of JGroups.
 */
@NullMarked
package io.ringcast.reservation.server.replication.datagram;

import org.jspecify.annotations.NullMarked;
