package io.ringcast.reservation.server.replication;

/**
 * How a replica decides.
 *
 * @param minMembers how many servers there must be to serve; a majority rules out that a partition decides twice
 * @param announceMillis after how long a view change does not wait for the announcements of all members, if a quorum has
 *     announced
 */
record ReplicaSettings(int minMembers, long announceMillis) {
    ReplicaSettings {
        if (minMembers < 1 || announceMillis < 1) {
            throw new IllegalArgumentException("minMembers and announceMillis are from 1 on");
        }
    }
}
