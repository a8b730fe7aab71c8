/** Programs in processes of their own. */
@NullMarked
package io.ringcast.benchmarks.process;

import org.jspecify.annotations.NullMarked;
