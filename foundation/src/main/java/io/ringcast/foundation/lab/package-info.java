/**
 * Faults of the network in a lab: what the datagrams of a process on loopback suffer on their way. A process has them only
 * if it was started for a lab.
 */
@NullMarked
package io.ringcast.foundation.lab;

import org.jspecify.annotations.NullMarked;
