/** The state machine with which the replication's own tests work, its workload, and the bugs that the simulation has to find. */
@NullMarked
package io.ringcast.replication.simulation.slots;

import org.jspecify.annotations.NullMarked;
