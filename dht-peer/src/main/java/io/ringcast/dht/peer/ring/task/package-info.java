/** Commands that take several steps around the ring: set-up, rebuild, leave and teardown. */
@NullMarked
package io.ringcast.dht.peer.ring.task;

import org.jspecify.annotations.NullMarked;
