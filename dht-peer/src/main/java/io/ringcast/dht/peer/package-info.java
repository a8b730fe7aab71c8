/** The peer as a process: its start, its properties, and its commands as use cases. */
@NullMarked
package io.ringcast.dht.peer;

import org.jspecify.annotations.NullMarked;
