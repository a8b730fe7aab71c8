/** The launcher's side of the running services: waits until they serve, tells their state, and walks through the story. */
@NullMarked
package io.ringcast.systemtests.demo;

import org.jspecify.annotations.NullMarked;
