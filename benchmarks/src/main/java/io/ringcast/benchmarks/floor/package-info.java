/** The upper bound of this machine: an echo of datagrams of the same size, without a service. */
@NullMarked
package io.ringcast.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
