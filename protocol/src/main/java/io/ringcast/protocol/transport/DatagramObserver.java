package io.ringcast.protocol.transport;

/**
 * Observes every datagram that the process sends or receives; each message of a shared datagram is an event of its own.
 * All beans of this type are called.
 *
 * <p>Called on the thread that sends or receives: an implementation returns at once and does not
 * block.
 */
@FunctionalInterface
public interface DatagramObserver {
    /** A datagram was sent (or could not be), or arrived. */
    void observed(DatagramEvent event);
}
