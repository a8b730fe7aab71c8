/** What the metrics page of every process leaves out and explains. */
@NullMarked
package io.ringcast.console.metrics;

import org.jspecify.annotations.NullMarked;
