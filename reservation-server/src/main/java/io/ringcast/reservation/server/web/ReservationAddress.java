package io.ringcast.reservation.server.web;

import io.ringcast.reservation.server.domain.Slot;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** Where a reservation is found over HTTP. Its address, sent back as it is, never names another one. */
final class ReservationAddress {
    private static final String RESERVATIONS = "/api/reservations";
    /** Segments that are removed from a path before it is sent (RFC 3986 §5.2.4). */
    private static final List<String> DOTS = List.of(".", "..");

    private ReservationAddress() {}

    static URI of(Slot slot) {
        List<String> names = List.of(slot.room(), slot.day(), slot.timeslot());
        if (names.stream().anyMatch(DOTS::contains)) {
            return URI.create(RESERVATIONS + "?room=" + encoded(slot.room()) + "&day=" + encoded(slot.day())
                    + "&timeslot=" + encoded(slot.timeslot()));
        }
        return URI.create(RESERVATIONS
                + names.stream().map(ReservationAddress::segment).collect(Collectors.joining("/", "/", "")));
    }

    /** A semicolon may stand in a segment, but would begin a parameter there. */
    private static String segment(String name) {
        return UriUtils.encodePathSegment(name, StandardCharsets.UTF_8).replace(";", "%3B");
    }

    private static String encoded(String name) {
        return UriUtils.encode(name, StandardCharsets.UTF_8);
    }
}
