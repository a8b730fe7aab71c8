/** Ringcast's own services as they are measured. */
@NullMarked
package io.ringcast.benchmarks.ringcast;

import org.jspecify.annotations.NullMarked;
