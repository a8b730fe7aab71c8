package io.ringcast.replication.group;

import java.net.InetAddress;
import java.time.Duration;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * Where and how the replicas find each other.
 *
 * @param multicastAddress of the group; the clients' group address
 * @param multicastPort the clients' port plus one
 * @param bindAddress this host's address on the configured interface
 * @param timeToLive of multicasts: 0 on loopback, 1 elsewhere
 * @param name of this server
 * @param attributes what this server says of itself to the others
 * @param options what the names of the service's settings begin with, such as {@code reservation}: for messages to people
 * @param suspectAfter how long a member may be silent before it is suspected
 * @param key seals what members say to each other; null leaves it open
 */
public record GroupSettings(
        InetAddress multicastAddress,
        int multicastPort,
        InetAddress bindAddress,
        int timeToLive,
        String name,
        MemberAttributes attributes,
        String options,
        Duration suspectAfter,
        @Nullable SecretKey key) {
    /** Without the key, since records are easily logged. */
    @Override
    public String toString() {
        return "GroupSettings[%s:%d on %s, ttl %d, %s, %s, suspectAfter=%s, %s]"
                .formatted(
                        multicastAddress.getHostAddress(),
                        multicastPort,
                        bindAddress.getHostAddress(),
                        timeToLive,
                        name,
                        attributes,
                        suspectAfter,
                        key == null ? "open" : "sealed");
    }
}
