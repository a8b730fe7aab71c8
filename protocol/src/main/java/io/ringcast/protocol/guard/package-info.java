/** Limits what this process sends to whom, so that nobody is flooded by replies to forged requests. */
@NullMarked
package io.ringcast.protocol.guard;

import org.jspecify.annotations.NullMarked;
