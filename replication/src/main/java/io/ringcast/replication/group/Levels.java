package io.ringcast.replication.group;

import java.util.Collection;

/**
 * What a group may do while it is upgraded one server at a time. A member's address tells the newest level that it
 * understands; a group works at the lowest level of its view, which all members of the view compute alike. So it works at
 * a new level from the view on in which the last old member is gone.
 *
 * <p>docs/protocol/replication.md says what a level governs and how a release adds one.
 */
public final class Levels {
    /** From this level on a leader may begin an epoch without the announcements of all members. */
    public static final int QUORUM_VIEW_CHANGE = 1;

    private Levels() {}

    /** The level at which a group of these members works. */
    static int of(Collection<MemberId> members) {
        return members.stream()
                .mapToInt(member -> member.attributes().level())
                .min()
                .orElseThrow();
    }
}
