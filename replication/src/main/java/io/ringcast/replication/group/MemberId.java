package io.ringcast.replication.group;

/**
 * One incarnation of a server: after a restart it has another id and the same name.
 *
 * @param id unique for ever; the text of the group layer's address
 * @param name of the server, for people ({@code ringcast.name})
 * @param attributes what the server announces about itself
 */
public record MemberId(String id, String name, MemberAttributes attributes) implements Comparable<MemberId> {
    /** A member that announces nothing, as in release 0.1.0. */
    public MemberId(String id, String name) {
        this(id, name, MemberAttributes.NONE);
    }

    @Override
    public int compareTo(MemberId other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return name;
    }
}
