package io.ringcast.dht.peer.session;

import io.ringcast.protocol.dht.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person wants of the peer. */
public sealed interface PeerCommand {
    /** Changes something: such commands are carried out one after the other. */
    sealed interface Change extends PeerCommand {}

    /**
     * Open the ports and register the user.
     *
     * @param ports for peers
     * @param managerPort from which to talk to the managers; 0 if that is any port
     */
    record Register(String user, String address, List<Integer> ports, int managerPort) implements Change {
        /** Copies the ports. */
        public Register {
            ports = List.copyOf(ports);
        }

        /** From any port. */
        public Register(String user, String address, List<Integer> ports) {
            this(user, address, ports, 0);
        }
    }

    /**
     * Build a DHT of {@code size} nodes with this user as the leader.
     *
     * @param year of the dataset; 0 if there is only one
     * @param overlay how messages are to find their way
     */
    record SetUp(int size, String user, int year, String overlay) implements Change {
        /** Of the only dataset. */
        public SetUp(int size, String user, String overlay) {
            this(size, user, 0, overlay);
        }
    }

    /** Leave the DHT, which is then built again without this peer. */
    record Leave(String user) implements Change {}

    /** Become a member of the DHT, which is built again with this peer. */
    record Join(String user) implements Change {}

    /** Delete the DHT. */
    record TearDown(String user) implements Change {}

    /** Have the manager forget a user: this process's own, or one whose process is gone. */
    record Deregister(String user) implements Change {}

    /** Have the manager name a member at which queries can start. */
    record Enter(String user) implements PeerCommand {}

    /**
     * Look a record up as a free user. Any number of these may be under way.
     *
     * @param entry the member at which it starts, as the manager has named it; null if it is to be asked
     */
    record Query(String user, String name, @Nullable Member entry) implements PeerCommand {
        /** From where the manager says. */
        public Query(String user, String name) {
            this(user, name, null);
        }
    }
}
