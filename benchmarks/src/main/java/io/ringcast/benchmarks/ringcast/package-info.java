/** Ringcast's own services, set up for measurement. */
@NullMarked
package io.ringcast.benchmarks.ringcast;

import org.jspecify.annotations.NullMarked;
