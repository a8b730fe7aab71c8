/**
 * What peers agree on about records: how a key becomes a position, and how a record that fits no datagram travels in parts. Pure:
 * only the JDK and the size of JSON texts come in.
 */
@NullMarked
package io.ringcast.protocol.records;

import org.jspecify.annotations.NullMarked;
