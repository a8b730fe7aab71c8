/** Programs in processes of their own, on ports that nobody else uses. */
@NullMarked
package io.ringcast.benchmarks.process;

import org.jspecify.annotations.NullMarked;
