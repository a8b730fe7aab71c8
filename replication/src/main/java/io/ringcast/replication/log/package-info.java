/**
 * What a replica remembers: log entries with their hash chain, epochs, client sessions, the state as a whole, and the port to the
 * disk that keeps them.
 */
@NullMarked
package io.ringcast.replication.log;

import org.jspecify.annotations.NullMarked;
