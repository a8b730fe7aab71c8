/** Requests that are repeated until they are answered, and the timer that repeats them. */
@NullMarked
package io.ringcast.protocol.exchange;

import org.jspecify.annotations.NullMarked;
