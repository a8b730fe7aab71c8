package io.ringcast.protocol.overlay;

/**
 * A seat to which a member sends messages, and why that one.
 *
 * @param seat of the receiver
 * @param why as people read it in a routing table or a path, such as {@code finger +16}
 */
public record Hop(int seat, String why) {}
