package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Durability;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of a reservation server.
 *
 * @param group multicast address that clients and servers share
 * @param port for clients; servers use the next one among themselves
 * @param data directory of rooms.txt, timeslots.txt, days.txt and reservations.txt
 * @param store directory of this server's database; by default {@code ringcast-store/<ringcast.name>}
 * @param servers how many servers the group should have; the majority of them must be there to serve
 * @param minMembers how many servers there must be to serve, instead of {@code servers}; a majority rules out that a
 *     partition reserves a slot twice
 * @param durability when a change is safe on the disk
 * @param logRetention how many changes of the audit trail are kept
 * @param suspectAfter how long a server may be silent before the others go on without it
 */
@ConfigurationProperties("reservation")
public record ReservationProperties(
        @DefaultValue("235.1.1.1") String group,
        @DefaultValue("55555") int port,
        @DefaultValue("data") Path data,
        @Nullable Path store,
        @Nullable Integer servers,
        @Nullable Integer minMembers,
        @DefaultValue("always") Durability durability,
        @DefaultValue("100000") long logRetention,
        @DefaultValue("2s") Duration suspectAfter) {
    private static final int PORT_MAX = 65_534;
    private static final int MEMBERS_MAX = 100;
    private static final Duration SUSPECT_MIN = Duration.ofMillis(200);
    private static final Duration SUSPECT_MAX = Duration.ofMinutes(5);

    /** Refuses values that cannot work. */
    public ReservationProperties {
        require(
                port >= 1 && port <= PORT_MAX,
                "port",
                "a number from 1 to 65534, since the servers also use the next one");
        require(servers == null || (servers >= 1 && servers <= MEMBERS_MAX), "servers", "a number from 1 to 100");
        require(
                minMembers == null || (minMembers >= 1 && minMembers <= MEMBERS_MAX),
                "min-members",
                "a number from 1 to 100");
        if (servers != null && minMembers != null && (minMembers < majorityOf(servers) || minMembers > servers)) {
            throw new WrongPropertyException(
                    "reservation.min-members=%d contradicts reservation.servers=%d, whose majority is %d. Leave reservation.min-members out."
                            .formatted(minMembers, servers, majorityOf(servers)));
        }
        require(logRetention >= 1, "log-retention", "a number from 1 on");
        require(
                suspectAfter.compareTo(SUSPECT_MIN) >= 0 && suspectAfter.compareTo(SUSPECT_MAX) <= 0,
                "suspect-after",
                "a time from 200ms to 5m");
    }

    private static int majorityOf(int servers) {
        return servers / 2 + 1;
    }

    /** How many servers there must be to serve. */
    int required() {
        return minMembers != null ? minMembers : servers != null ? majorityOf(servers) : 1;
    }

    /** How many servers the group should have; 0 if that is not configured. */
    int expectedServers() {
        return servers == null ? 0 : servers;
    }

    private static void require(boolean right, String property, String rule) {
        if (!right) {
            throw new WrongPropertyException("reservation.%s should be %s.".formatted(property, rule));
        }
    }
}
