/**
 * A reliable, ordered, one-way link between two neighbours over datagrams, as two state machines: {@link
 * io.ringcast.protocol.link.LinkSender} and {@link io.ringcast.protocol.link.LinkReceiver}. They never send, wait or read
 * a clock: time comes in as a parameter, frames and acknowledgements come out. Only the JDK and JSpecify may come in.
 */
@NullMarked
package io.ringcast.protocol.link;

import org.jspecify.annotations.NullMarked;
