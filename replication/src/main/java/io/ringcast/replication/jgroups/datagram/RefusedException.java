package io.ringcast.replication.jgroups.datagram;

/** The bytes are not a message that a server of the group sends. The message says what is wrong with them. */
public final class RefusedException extends Exception {
    /** @param problem a constant text, since it is made for every hostile datagram */
    public RefusedException(String problem) {
        super(problem, null, false, false);
    }
}
