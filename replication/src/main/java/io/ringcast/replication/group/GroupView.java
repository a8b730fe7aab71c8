package io.ringcast.replication.group;

import java.util.List;

/**
 * The members of the group as the group layer sees them, in its order: the first one is the leader.
 *
 * @param id unique for ever among the views that a member ever sees, and the same at every member of the view
 */
public record GroupView(String id, List<MemberId> members) {
    public GroupView {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a view has at least one member");
        }
    }

    /** The members with these ids. */
    public List<MemberId> named(List<String> ids) {
        return members.stream().filter(member -> ids.contains(member.id())).toList();
    }

    /** The level at which the members work together. */
    public int level() {
        return Levels.of(members);
    }

    /** The member that orders. */
    public MemberId leader() {
        return members.getFirst();
    }
}
