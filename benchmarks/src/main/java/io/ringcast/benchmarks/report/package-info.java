/** What was measured, as JSON, tables and plots. */
@NullMarked
package io.ringcast.benchmarks.report;

import org.jspecify.annotations.NullMarked;
