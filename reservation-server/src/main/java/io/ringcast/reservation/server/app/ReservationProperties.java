package io.ringcast.reservation.server.app;

import io.ringcast.replication.api.Durability;
import io.ringcast.replication.api.MembershipOptions;
import io.ringcast.replication.boot.ReplicaOptions;
import io.ringcast.replication.boot.WrongPropertyException;
import io.ringcast.reservation.server.calendar.DayNames;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.Stream;
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
 * @param language in which weekdays may be named, besides English, such as {@code de}; by default the system's
 * @param suspectAfter how long a server may be silent before the others go on without it
 * @param zone time zone of days and timeslots in calendars; by default that of this server
 */
@ConfigurationProperties(ReservationProperties.PREFIX)
public record ReservationProperties(
        @DefaultValue("235.1.1.1") String group,
        @DefaultValue("55555") int port,
        @DefaultValue("data") Path data,
        @Nullable Path store,
        @Nullable Integer servers,
        @Nullable Integer minMembers,
        @DefaultValue("always") Durability durability,
        @DefaultValue("100000") long logRetention,
        @Nullable Locale language,
        @DefaultValue("2s") Duration suspectAfter,
        @Nullable String zone) {
    static final String PREFIX = "reservation";
    static final MembershipOptions MEMBERSHIP = MembershipOptions.of(PREFIX);

    private static final int PORT_MAX = 65_534;

    /** Refuses values that cannot work. */
    public ReservationProperties {
        if (port < 1 || port > PORT_MAX) {
            throw new WrongPropertyException(
                    "reservation.port should be a number from 1 to 65534, since the servers also use the next one.");
        }
        if (language != null && !hasWeekdays(language)) {
            throw new WrongPropertyException(
                    "reservation.language should be the tag of a language, such as de or pt-BR, and not " + language
                            + ".");
        }
        zoneOf(zone);
    }

    private static boolean hasWeekdays(Locale language) {
        return Stream.of(Locale.getAvailableLocales())
                .map(Locale::getLanguage)
                .anyMatch(known -> !known.isEmpty() && known.equals(language.getLanguage()));
    }

    /** The time zone of days and timeslots. */
    public ZoneId zoneId() {
        return zoneOf(zone);
    }

    private static ZoneId zoneOf(@Nullable String zone) {
        try {
            return zone == null ? ZoneId.systemDefault() : ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new WrongPropertyException("reservation.zone should be a time zone such as Europe/Berlin or"
                    + " America/New_York, and there is no " + zone + ".");
        }
    }

    /** What names of days mean. */
    DayNames dayNames() {
        return new DayNames(language == null ? Locale.getDefault() : language);
    }

    /** Those of them that every replicated service has; refuses what cannot work. */
    ReplicaOptions replica() {
        return new ReplicaOptions(
                PREFIX, MEMBERSHIP, store, servers, minMembers, durability, logRetention, suspectAfter);
    }
}
