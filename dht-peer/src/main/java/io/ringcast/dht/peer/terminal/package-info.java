/** The peer's commands as lines of text. */
@NullMarked
package io.ringcast.dht.peer.terminal;

import org.jspecify.annotations.NullMarked;
