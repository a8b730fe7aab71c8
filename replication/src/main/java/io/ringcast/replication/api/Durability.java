package io.ringcast.replication.api;

/** When a change is on the disk. */
public enum Durability {
    /** Before it is answered, also when the machine loses power. */
    ALWAYS,
    /**
     * Before it is answered when the process dies; when the machine loses power, the last changes may be lost (those
     * since SQLite last brought its write-ahead log to the database).
     */
    INTERVAL
}
