/**
 * Where a record lies and how a node keeps it: the hash, the local table with its chains. Pure; only the JDK,
 * JSpecify and what the protocol says of records may come in.
 */
@NullMarked
package io.ringcast.dht.peer.domain;

import org.jspecify.annotations.NullMarked;
