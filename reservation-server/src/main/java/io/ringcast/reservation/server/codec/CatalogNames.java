package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.Text;

/** Which names a catalog may have. */
public final class CatalogNames {
    /** What a name should be, as the end of a sentence. */
    public static final String RULE =
            "at most " + Text.CODE_POINTS_MAX + " characters long, without control characters";

    private CatalogNames() {}

    /** Whether a room, a timeslot or a day may have the name. */
    public static boolean allow(String name) {
        return Text.isName(name);
    }
}
