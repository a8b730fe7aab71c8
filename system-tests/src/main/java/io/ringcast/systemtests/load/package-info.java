/** A process of many clients that puts a service under load and records what each client saw. */
@NullMarked
package io.ringcast.systemtests.load;

import org.jspecify.annotations.NullMarked;
