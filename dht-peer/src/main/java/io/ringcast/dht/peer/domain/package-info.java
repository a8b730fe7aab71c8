/**
 * Where a record lies and how a node keeps it: the hash, the local table with its chains. Pure; only the JDK and
 * JSpecify may come in.
 */
@NullMarked
package io.ringcast.dht.peer.domain;

import org.jspecify.annotations.NullMarked;
