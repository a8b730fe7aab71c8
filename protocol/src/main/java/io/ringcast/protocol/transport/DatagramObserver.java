package io.ringcast.protocol.transport;

/**
 * Sees every datagram that the process sends or receives. All beans of this type are called.
 *
 * <p>Called on the thread that sends or receives, for each datagram: an implementation returns at once and does not
 * block.
 */
@FunctionalInterface
public interface DatagramObserver {
    /** A datagram was sent (or could not be), or arrived. */
    void observed(DatagramEvent event);
}
