/** JMH: the pieces that every request goes through. */
@NullMarked
package io.ringcast.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
