/**
 * The datagrams of this process: as log lines, as a bounded history, and as a live stream.
 */
@NullMarked
package io.ringcast.console.trace;

import org.jspecify.annotations.NullMarked;
