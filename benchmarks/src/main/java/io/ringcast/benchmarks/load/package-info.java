/** Clients under load, and the results of their rounds. Knows no particular service. */
@NullMarked
package io.ringcast.benchmarks.load;

import org.jspecify.annotations.NullMarked;
