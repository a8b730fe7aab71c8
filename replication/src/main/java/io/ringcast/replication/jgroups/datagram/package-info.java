/**
 * Which bytes JGroups may read. {@link io.ringcast.replication.jgroups.datagram.GroupMessage} and {@link
 * io.ringcast.replication.jgroups.datagram.GroupDatagram} check bytes from the network against the few kinds of
 * messages, headers and payloads that our protocol stack sends, in the format of JGroups 5.5. They allocate nothing that
 * the bytes ask for and use no class of JGroups.
 */
@NullMarked
package io.ringcast.replication.jgroups.datagram;

import org.jspecify.annotations.NullMarked;
