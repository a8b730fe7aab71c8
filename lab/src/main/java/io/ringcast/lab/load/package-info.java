/** The load of many clients. */
@NullMarked
package io.ringcast.lab.load;

import org.jspecify.annotations.NullMarked;
