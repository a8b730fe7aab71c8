package io.ringcast.replication.group;

/**
 * One server in one of its lives: a restarted server has another id and the same name.
 *
 * @param id unique for ever; the text of the group layer's address
 * @param name what people call the server ({@code ringcast.name})
 * @param attributes what the server says of itself
 */
public record MemberId(String id, String name, MemberAttributes attributes) implements Comparable<MemberId> {
    /** A member that says nothing of itself, as in release 0.1.0. */
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
