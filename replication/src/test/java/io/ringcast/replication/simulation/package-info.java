/**
 * A deterministic simulation that tests any replicated state machine: whole groups of servers in one thread, each run from a
 * seed, in virtual time. Other modules use it as a test-jar.
 *
 * <p>A service writes a {@link io.ringcast.replication.simulation.Workload}: its state machine, the commands of its clients,
 * and its own checks. The {@link io.ringcast.replication.simulation.StandardPlan}s say what happens to the group:
 *
 * <ul>
 *   <li>servers crash between any two effects and start again, with their disk or without it; they pause, hang, and are
 *       replaced by newer releases;
 *   <li>writes to a disk fail;
 *   <li>the network is partitioned, also in one direction; requests and outcomes of clients are lost, repeated and
 *       reordered; messages among servers are delayed, and cut off when the sender crashes or is excluded;
 *   <li>clients give up, and are replaced by new ones.
 * </ul>
 *
 * <p>Each plan has a {@link io.ringcast.replication.simulation.Promise}, which the simulation checks for every state machine.
 *
 * <pre>{@code
 * class CounterSimulationTests {
 *     static final class Summands implements Workload<Long, Long, Long> {
 *         @Override
 *         public StateMachine<Long, Long, Long> machine(int level) {
 *             return new Counter();
 *         }
 *
 *         @Override
 *         public Long next(String client, SplittableRandom random) {
 *             return random.nextLong(5);
 *         }
 *
 *         @Override
 *         public void atRest(Long sum) {
 *             assertThat(sum).isNotNegative();
 *         }
 *     }
 *
 *     @ParameterizedTest
 *     @EnumSource
 *     void keepsItsPromises(StandardPlan plan) {
 *         new SimulationRunner<>(Summands::new).check(plan.plan(), 200);
 *     }
 * }
 * }</pre>
 *
 * <p>A failure names the plan and the seed; {@code -Dsimulation.seed=N} repeats that run and prints each step. A module adds
 * the dependency {@code io.ringcast:replication}, type {@code test-jar}, scope {@code test}.
 */
@NullMarked
package io.ringcast.replication.simulation;

import org.jspecify.annotations.NullMarked;
