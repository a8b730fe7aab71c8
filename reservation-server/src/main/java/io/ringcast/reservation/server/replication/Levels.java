package io.ringcast.reservation.server.replication;

import java.util.Collection;

/**
 * What a group may do while it is upgraded one server at a time. A member's address tells the newest level that it
 * understands; a group works at the lowest level of its view, which all members of the view compute alike. So it works at
 * a new level from the view on in which the last old member is gone.
 *
 * <p>docs/protocol/replication.md says what a level governs and how a release adds one.
 */
final class Levels {
    /** From this level on a coordinator may begin an epoch without the announcements of all members. */
    static final int QUORUM_VIEW_CHANGE = 1;

    private Levels() {}

    /** The level at which a group of these members works. */
    static int of(Collection<MemberId> members) {
        return members.stream()
                .mapToInt(member -> member.attributes().level())
                .min()
                .orElseThrow();
    }

    /** Why bytes of another format version are refused. */
    static String unreadable(String what, int version, int newest) {
        return version > newest
                ? "%s has format version %d, which a newer release wrote; this release reads version %d. Run the newer release on this server, too."
                        .formatted(what, version, newest)
                : "%s has format version %d instead of %d".formatted(what, version, newest);
    }
}
