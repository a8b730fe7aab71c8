/** Datagrams to commands, outcomes to datagrams. */
@NullMarked
package io.ringcast.dht.manager.transport;

import org.jspecify.annotations.NullMarked;
