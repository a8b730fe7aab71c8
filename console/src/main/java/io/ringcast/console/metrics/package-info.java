/** Filters and descriptions for the metrics of every process. */
@NullMarked
package io.ringcast.console.metrics;

import org.jspecify.annotations.NullMarked;
