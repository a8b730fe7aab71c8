package io.ringcast.reservation.server.codec;

import io.ringcast.protocol.Text;

/** Which names a catalog may have. */
public final class CatalogNames {
    /** What a name should be, as the end of a sentence. */
    public static final String RULE = "of 1 to " + Text.CODE_POINTS_MAX
            + " characters, none of them a control character, without spaces at its ends";

    private CatalogNames() {}

    /** Whether a room, a timeslot or a day may have the name. */
    public static boolean allow(String name) {
        return Text.isName(name) && name.strip().equals(name);
    }
}
