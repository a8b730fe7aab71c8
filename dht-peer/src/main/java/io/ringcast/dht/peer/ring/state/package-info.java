/** What a ring member knows and has under way, and the effects by which it says what is to be done. */
@NullMarked
package io.ringcast.dht.peer.ring.state;

import org.jspecify.annotations.NullMarked;
