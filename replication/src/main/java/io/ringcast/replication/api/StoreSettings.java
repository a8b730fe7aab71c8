package io.ringcast.replication.api;

import java.nio.file.Path;

/**
 * Where and how a replica keeps what it knows.
 *
 * @param directory of this replica alone
 * @param durability when a change is safe on the disk
 * @param logRetention how many changes a checkpoint leaves in the log
 * @param options the prefix of the service's options, such as {@code reservation}: for messages to people
 */
public record StoreSettings(Path directory, Durability durability, long logRetention, String options) {}
