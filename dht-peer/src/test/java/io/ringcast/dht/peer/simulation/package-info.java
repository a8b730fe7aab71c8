/**
 * A deterministic simulation of managers and peers together, in one thread and virtual time: the same seed gives the same run,
 * step by step.
 *
 * <p>What runs is the product: a peer is its {@link io.ringcast.dht.peer.session.Session} and its {@link
 * io.ringcast.dht.peer.ring.RingNode}, a manager its {@code ManagerStateMachine}, its {@code PresenceWatch} and its {@code
 * WireTranslation}. What is simulated is what lies around these: sockets, threads, timers, files and clocks. The replication of
 * the managers is a model of what {@code replication} promises ({@link io.ringcast.dht.peer.simulation.ManagerGroup} says which
 * and why).
 *
 * <p>A run is a time of faults, in which people give commands, and a time of quiet, at the end of which managers and peers have
 * to agree. {@link io.ringcast.dht.peer.simulation.ManagersAndPeersTests} runs thousands of seeds; {@link
 * io.ringcast.dht.peer.simulation.PlantedBugsTests} shows that bugs are found.
 */
@NullMarked
package io.ringcast.dht.peer.simulation;

import org.jspecify.annotations.NullMarked;
