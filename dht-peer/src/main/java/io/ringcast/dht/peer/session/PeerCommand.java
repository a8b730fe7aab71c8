package io.ringcast.dht.peer.session;

import java.util.List;

/** What a person wants of the peer. */
public sealed interface PeerCommand {
    /** Changes something: such commands are carried out one after the other. */
    sealed interface Change extends PeerCommand {}

    /** Open the ports and register the user. */
    record Register(String user, String address, List<Integer> ports) implements Change {
        /** Copies the ports. */
        public Register {
            ports = List.copyOf(ports);
        }
    }

    /**
     * Build a DHT of {@code size} nodes with this user as the leader.
     *
     * @param overlay how messages are to find their way
     */
    record SetUp(int size, String user, String overlay) implements Change {}

    /** Leave the DHT, which is then built again without this peer. */
    record Leave(String user) implements Change {}

    /** Become a member of the DHT, which is built again with this peer. */
    record Join(String user) implements Change {}

    /** Delete the DHT. */
    record TearDown(String user) implements Change {}

    /** Have the manager forget a user: this process's own, or one whose process is gone. */
    record Deregister(String user) implements Change {}

    /** Look a record up as a free user. Any number of these may be under way. */
    record Query(String user, String name) implements PeerCommand {}
}
