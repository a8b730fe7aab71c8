package io.ringcast.reservation.server.replication;

/**
 * One server in one of its lives: a restarted server has another id and the same name.
 *
 * @param id unique for ever; the text of the group layer's address
 * @param name what people call the server ({@code ringcast.name})
 */
public record MemberId(String id, String name) implements Comparable<MemberId> {
    @Override
    public int compareTo(MemberId other) {
        return id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return name;
    }
}
