/** Other services that can claim a slot and keep it: Redis, etcd, ZooKeeper. */
@NullMarked
package io.ringcast.benchmarks.compared;

import org.jspecify.annotations.NullMarked;
