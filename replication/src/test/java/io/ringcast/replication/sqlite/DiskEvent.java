package io.ringcast.replication.sqlite;

import io.ringcast.replication.api.Encoded;

/** What a process did to the files of a directory, or said, in the order in which it did so. Paths are relative to it. */
sealed interface DiskEvent {
    /** A new, empty file. */
    record Created(String path) implements DiskEvent {}

    record Written(String path, long offset, Encoded bytes) implements DiskEvent {}

    record Truncated(String path, long length) implements DiskEvent {}

    record Renamed(String from, String to) implements DiskEvent {}

    record Deleted(String path) implements DiskEvent {}

    record DirectoryCreated(String path) implements DiskEvent {}

    /** Of a file's bytes, or of a directory's entries; by a call, or by a file that was opened to be written so. */
    record Forced(String path, boolean directory) implements DiskEvent {}

    /** A line on standard output. */
    record Said(String line) implements DiskEvent {}
}
