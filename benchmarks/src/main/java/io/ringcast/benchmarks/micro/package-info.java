/** JMH benchmarks of the code that every request runs through. */
@NullMarked
package io.ringcast.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
