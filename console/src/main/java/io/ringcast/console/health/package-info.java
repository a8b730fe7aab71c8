/** What every process tells of its own health, and which parts of it decide about liveness and readiness. */
@NullMarked
package io.ringcast.console.health;

import org.jspecify.annotations.NullMarked;
