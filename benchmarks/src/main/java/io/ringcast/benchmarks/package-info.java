/** The command line of the benchmarks, the experiments, and the guard. */
@NullMarked
package io.ringcast.benchmarks;

import org.jspecify.annotations.NullMarked;
