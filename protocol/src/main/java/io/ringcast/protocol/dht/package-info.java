/**
 * The messages of the DHT: between peers and the manager ({@link io.ringcast.protocol.dht.ManagerMessage}) and among
 * peers ({@link io.ringcast.protocol.dht.PeerMessage}), with their codecs. docs/protocol/dht.md describes every datagram.
 */
@NullMarked
package io.ringcast.protocol.dht;

import org.jspecify.annotations.NullMarked;
