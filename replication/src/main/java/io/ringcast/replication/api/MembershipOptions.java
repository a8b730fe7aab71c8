package io.ringcast.replication.api;

/**
 * The full names of the options by which a service says who makes a group that serves: for messages to people.
 *
 * @param servers how many servers there should be, such as {@code reservation.servers}
 * @param minMembers how many there must be to serve; the same name as {@code servers} if that alone decides it
 */
public record MembershipOptions(String servers, String minMembers) {
    /** The usual names, {@code PREFIX.servers} and {@code PREFIX.min-members}. */
    public static MembershipOptions of(String prefix) {
        return new MembershipOptions(prefix + ".servers", prefix + ".min-members");
    }

    /** Of a service with one option, from which the majority follows. */
    public static MembershipOptions onlyServers(String option) {
        return new MembershipOptions(option, option);
    }
}
