package io.ringcast.replication;

import java.time.Duration;

/**
 * Which servers make a group that serves.
 *
 * @param minMembers how many servers there must be to serve; a majority rules out that a partition decides twice
 * @param servers how many servers the group should have; 0 if that is not configured
 * @param suspectAfter how long a server may be silent before the others go on without it
 */
public record MembershipSettings(int minMembers, int servers, Duration suspectAfter) {}
