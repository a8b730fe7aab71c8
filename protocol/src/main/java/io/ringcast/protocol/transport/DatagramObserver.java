package io.ringcast.protocol.transport;

/**
 * Sees every datagram that the process sends or receives, and each message for itself of those that several share. All
 * beans of this type are called.
 *
 * <p>Called on the thread that sends or receives: an implementation returns at once and does not
 * block.
 */
@FunctionalInterface
public interface DatagramObserver {
    /** A datagram was sent (or could not be), or arrived. */
    void observed(DatagramEvent event);
}
