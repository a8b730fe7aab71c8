package io.ringcast.replication.core;

/**
 * How a replica decides.
 *
 * @param minMembers how many servers there must be to serve; a majority rules out that a partition decides twice
 * @param announceMillis after how long a view change does not wait for the announcements of all members, if a quorum has
 *     announced
 */
public record ViewChangeSettings(int minMembers, long announceMillis) {
    public ViewChangeSettings {
        if (minMembers < 1 || announceMillis < 1) {
            throw new IllegalArgumentException("minMembers and announceMillis are from 1 on");
        }
    }
}
