package io.ringcast.replication.boot;

import io.ringcast.replication.BackupSettings;
import io.ringcast.replication.MembershipSettings;
import io.ringcast.replication.ReplicaSettings;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.api.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of a replica. Every replicated service has them under a prefix of its own.
 *
 * @param prefix what the names of the service's options begin with, such as {@code reservation}
 * @param membership the names of the service's options for {@code servers} and {@code minMembers}
 * @param store directory of this server's database; by default {@code ringcast-store/<ringcast.name>}
 * @param servers how many servers the group should have; the majority of them must be there to serve
 * @param minMembers how many servers there must be to serve, for groups that say it so: a majority rules out that a
 *     partition decides twice
 * @param durability when a change is safe on the disk
 * @param logRetention how many changes of the log are kept
 * @param suspectAfter how long a server may be silent before the others go on without it
 */
public record ReplicaOptions(
        String prefix,
        MembershipOptions membership,
        @Nullable Path store,
        @Nullable Integer servers,
        @Nullable Integer minMembers,
        Durability durability,
        long logRetention,
        Duration suspectAfter) {
    /** The directory of the stores that nobody has given another place. */
    public static final Path STORES = Path.of("ringcast-store");

    private static final int MEMBERS_MAX = 100;
    private static final Duration SUSPECT_MIN = Duration.ofMillis(200);
    private static final Duration SUSPECT_MAX = Duration.ofMinutes(5);

    /** Refuses what cannot work. */
    public ReplicaOptions {
        require(servers == null || isCount(servers), membership.servers(), "a number from 1 to 100");
        require(minMembers == null || isCount(minMembers), membership.minMembers(), "a number from 1 to 100");
        if (servers != null && minMembers != null && (minMembers < majorityOf(servers) || minMembers > servers)) {
            throw new WrongPropertyException("%1$s=%2$d contradicts %3$s=%4$d, whose majority is %5$d. Leave %1$s out."
                    .formatted(
                            membership.minMembers(), minMembers, membership.servers(), servers, majorityOf(servers)));
        }
        require(logRetention >= 1, prefix + ".log-retention", "a number from 1 on");
        require(
                suspectAfter.compareTo(SUSPECT_MIN) >= 0 && suspectAfter.compareTo(SUSPECT_MAX) <= 0,
                prefix + ".suspect-after",
                "a time from 200ms to 5m");
    }

    /**
     * The settings of the replica.
     *
     * @param name of this server
     */
    public ReplicaSettings settings(String name, BackupSettings backups) {
        return new ReplicaSettings(
                name,
                new MembershipSettings(required(), servers == null ? 0 : servers, suspectAfter, membership),
                new StoreSettings(
                        store == null ? STORES.resolve(name) : store, // StoreChoice names one.
                        durability,
                        logRetention,
                        prefix),
                backups);
    }

    /** How many servers there must be to serve. */
    int required() {
        return minMembers != null ? minMembers : servers != null ? majorityOf(servers) : 1;
    }

    private static boolean isCount(int members) {
        return members >= 1 && members <= MEMBERS_MAX;
    }

    private static int majorityOf(int servers) {
        return servers / 2 + 1;
    }

    private static void require(boolean right, String option, String rule) {
        if (!right) {
            throw new WrongPropertyException("%s should be %s.".formatted(option, rule));
        }
    }
}
