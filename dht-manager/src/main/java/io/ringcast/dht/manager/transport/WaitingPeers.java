package io.ringcast.dht.manager.transport;

import io.ringcast.foundation.RequestId;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom the outcome of a request goes to. Bounded: of too many, the oldest is forgotten, whose peer asks again. Thread-safe. */
final class WaitingPeers {
    private final Map<RequestId, Peer> peers;

    /**
     * A peer that waits for an answer.
     *
     * @param user that the request is about
     */
    record Peer(InetSocketAddress address, String user) {}

    WaitingPeers(int most) {
        this.peers = new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<RequestId, Peer> eldest) {
                return size() > most;
            }
        };
    }

    synchronized void put(RequestId id, InetSocketAddress address, String user) {
        peers.put(id, new Peer(address, user));
    }

    synchronized @Nullable Peer take(RequestId id) {
        return peers.remove(id);
    }
}
