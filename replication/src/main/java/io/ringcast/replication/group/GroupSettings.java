package io.ringcast.replication.group;

import io.ringcast.replication.api.GroupAddress;
import io.ringcast.replication.api.MembershipOptions;
import java.time.Duration;

/**
 * Where and how the replicas find each other.
 *
 * @param name of this server
 * @param attributes what this server says of itself to the others
 * @param options the service's names of the options in {@code attributes}: for messages to people
 * @param suspectAfter how long a member may be silent before it is suspected
 */
public record GroupSettings(
        GroupAddress address,
        String name,
        MemberAttributes attributes,
        MembershipOptions options,
        Duration suspectAfter) {}
