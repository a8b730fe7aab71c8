/**
 * The manager's rules: users, the one DHT and its phases, as a pure state machine. No clock, no randomness, no I/O; only
 * the JDK, JSpecify, the persistent collections of {@code org.pcollections} and the foundation may come in.
 */
@NullMarked
package io.ringcast.dht.manager.domain;

import org.jspecify.annotations.NullMarked;
