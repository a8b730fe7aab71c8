/** The command line of the benchmarks: what is measured, against what, and the guard. */
@NullMarked
package io.ringcast.benchmarks;

import org.jspecify.annotations.NullMarked;
