/** The health of every process, and which parts of it decide about liveness and readiness. */
@NullMarked
package io.ringcast.console.health;

import org.jspecify.annotations.NullMarked;
