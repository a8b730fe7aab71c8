package io.ringcast.dht.manager.app;

import io.ringcast.dht.manager.domain.PortRange;
import io.ringcast.protocol.view.RingView;
import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.boot.ReplicaOptions;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The manager's settings.
 *
 * @param port {@code dht.port}: UDP port on which it answers; 0 takes any free one
 * @param portGroup {@code dht.port-group}: only ports of this group's range may be registered; any by default
 * @param phaseTimeout {@code dht.phase-timeout}: how long a set-up, a leave, a join or a teardown may last before the
 *     manager gives it up
 * @param managers {@code dht.managers}: how many managers there are; more than one form a group that needs a majority
 * @param managerGroup {@code dht.manager-group}: multicast address where managers find each other
 * @param managerGroupPort {@code dht.manager-group-port}: UDP port of that group
 * @param store {@code dht.store}: directory of this manager's store; by default one below {@code ringcast-store/managers}
 * @param durability {@code dht.durability}: when a change is safe on the disk
 * @param logRetention {@code dht.log-retention}: how many changes of the audit trail are kept
 * @param suspectAfter {@code dht.suspect-after}: how long a manager may be silent before the others go on without it
 * @param heartbeat {@code dht.heartbeat}: how often a peer sends a heartbeat; less often with more than some hundred users
 * @param silentAfter {@code dht.silent-after}: a user that has not been heard for so long is silent
 * @param forgetAfter {@code dht.forget-after}: a user that has been silent for so long is forgotten
 * @param copies {@code dht.copies}: how many members keep each record; 1 is the DHT of the handout, which does not outlive a member
 * @param reseat {@code dht.reseat}: whether a member that comes back takes its seat again
 * @param edition {@code dht.edition}: which edition of the handout says what is not set
 * @param ringMin {@code dht.ring-min}: fewest nodes of a ring that is set up; 2, and 3 in edition 2025
 * @param backup {@code dht.backup}: where backups go
 */
@Validated
@ConfigurationProperties(ManagerProperties.PREFIX)
public record ManagerProperties(
        @Min(0) @Max(65_535) int port,
        @Nullable @Min(1) @Max(127) Integer portGroup,
        @DefaultValue("10m") Duration phaseTimeout,
        @Min(1) @Max(9) @DefaultValue("1") int managers,

        @Pattern(
                regexp = "(22[4-9]|23\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}",
                message = "is the IPv4 address of a multicast group, such as 235.1.1.3")
        @DefaultValue("235.1.1.3")
        String managerGroup,

        @Min(1) @Max(65_535) @DefaultValue("55600") int managerGroupPort,
        @Nullable Path store,
        @DefaultValue("always") Durability durability,
        @Min(1) @DefaultValue("100000") long logRetention,
        @DefaultValue("2s") Duration suspectAfter,
        @DefaultValue("500ms") Duration heartbeat,
        @DefaultValue("2s") Duration silentAfter,
        @DefaultValue("10m") Duration forgetAfter,
        @Min(1) @Max(RingView.COPIES_MAX) @DefaultValue("3") int copies,
        @DefaultValue("auto") Reseat reseat,

        @Pattern(regexp = "2020|2021|2025", message = "is 2020, 2021 or 2025") @DefaultValue("2020")
        String edition,

        @Nullable @Min(2) @Max(1_024) Integer ringMin,
        @DefaultValue Backup backup) {
    static final String PREFIX = "dht";
    static final MembershipOptions MEMBERSHIP = MembershipOptions.onlyServers(PREFIX + ".managers");

    /** What becomes of a member that comes back after the others have gone on without it. */
    public enum Reseat {
        /** It takes its seat again. */
        AUTO,
        /** It stays free. */
        OFF
    }

    /**
     * Where backups go.
     *
     * @param directory {@code dht.backup.directory}: of all backups; managers may share it
     * @param kept {@code dht.backup.kept}: how many backups of this manager are kept
     */
    public record Backup(
            @DefaultValue("ringcast-backups") Path directory,
            @Min(1) @Max(1_000) @DefaultValue("10") int kept) {}

    /** The only ports that may be registered; null for any. */
    public @Nullable PortRange allowedPorts() {
        return portGroup == null ? null : PortRange.ofGroup(portGroup);
    }

    /** Fewest nodes of a ring that is set up. */
    public int smallestRing() {
        return ringMin != null ? ringMin : edition.equals("2025") ? 3 : 2;
    }

    /** What every replicated service has; refuses what cannot work. */
    ReplicaOptions replica() {
        return new ReplicaOptions(PREFIX, MEMBERSHIP, store, managers, null, durability, logRetention, suspectAfter);
    }

    /** When a user is silent. */
    public PresenceSettings presence() {
        return new PresenceSettings(heartbeat, silentAfter, forgetAfter, phaseTimeout, reseat == Reseat.AUTO);
    }
}
