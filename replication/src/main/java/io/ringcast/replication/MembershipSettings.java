package io.ringcast.replication;

import io.ringcast.replication.api.MembershipOptions;
import java.time.Duration;

/**
 * Which servers make a group that serves.
 *
 * @param minMembers how many servers there must be to serve; a majority rules out that a partition decides twice
 * @param servers how many servers the group should have; 0 if that is not configured
 * @param suspectAfter how long a server may be silent before the others go on without it
 * @param options the service's names of the first two: for messages to people
 */
public record MembershipSettings(int minMembers, int servers, Duration suspectAfter, MembershipOptions options) {}
