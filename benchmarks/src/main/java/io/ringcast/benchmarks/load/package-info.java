/** Callers in closed loops, and what is kept of them. Knows no service. */
@NullMarked
package io.ringcast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
