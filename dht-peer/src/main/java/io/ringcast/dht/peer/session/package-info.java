/** What a peer does between its person, the manager and its ring: a core without threads, clock, sockets and Spring. */
@NullMarked
package io.ringcast.dht.peer.session;

import org.jspecify.annotations.NullMarked;
