/**
 * What every replicated service has in common as a Spring Boot application.
 *
 * <p>A service
 *
 * <ol>
 *   <li>has a bean that is a {@link io.ringcast.replication.boot.ReplicatedService}, and imports {@link
 *       io.ringcast.replication.boot.ReplicaConfiguration}: health contributor {@code replica}, gauges, {@code POST
 *       /api/backup};
 *   <li>passes a {@link io.ringcast.replication.boot.ReplicaMeters} to its replica as the observer;
 *   <li>answers {@code GET /api/replica} with a {@link io.ringcast.replication.boot.ReplicaBody}, alone or unwrapped in a
 *       body of its own;
 *   <li>declares the components of {@link io.ringcast.replication.boot.ReplicaOptions} in its
 *       {@code @ConfigurationProperties}, and makes the options and its {@code ReplicaSettings} of them;
 *   <li>starts with {@code .readyWhen("replica")} and {@code .prepare(new StoreChoice(...)::complete)}.
 * </ol>
 */
@NullMarked
package io.ringcast.replication.boot;

import org.jspecify.annotations.NullMarked;
