package io.ringcast.replication.api;

import io.ringcast.foundation.lab.LabNetwork;
import java.net.InetAddress;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Where the replicas of a group find each other.
 *
 * @param multicastAddress of the group
 * @param multicastPort that only the replicas use
 * @param bindAddress this host's address on the interface of the group
 * @param timeToLive of multicasts: 0 on loopback, 1 elsewhere
 * @param key seals what replicas say to each other; null leaves it open
 * @param lab what a lab does to datagrams that arrive; null outside of labs
 */
public record GroupAddress(
        InetAddress multicastAddress,
        int multicastPort,
        InetAddress bindAddress,
        int timeToLive,
        @Nullable SecretKey key,
        @Nullable LabNetwork lab) {
    /** Outside of labs. */
    public GroupAddress(
            InetAddress multicastAddress,
            int multicastPort,
            InetAddress bindAddress,
            int timeToLive,
            @Nullable SecretKey key) {
        this(multicastAddress, multicastPort, bindAddress, timeToLive, key, null);
    }

    /** Without the key, since records are easily logged. */
    @Override
    public String toString() {
        return "GroupAddress[%s:%d on %s, ttl %d, %s]"
                .formatted(
                        multicastAddress.getHostAddress(),
                        multicastPort,
                        bindAddress.getHostAddress(),
                        timeToLive,
                        key == null ? "open" : "sealed");
    }
}
