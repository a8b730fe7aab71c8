/** A process of many clients that puts a service under load and writes down what each saw. */
@NullMarked
package io.ringcast.systemtests.load;

import org.jspecify.annotations.NullMarked;
