/** Processes whose network changes while they run. */
@NullMarked
package io.ringcast.systemtests.network;

import org.jspecify.annotations.NullMarked;
