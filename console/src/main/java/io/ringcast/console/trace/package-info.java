/**
 * The datagrams of this process, for those who watch: lines, a bounded history, a live stream.
 */
@NullMarked
package io.ringcast.console.trace;

import org.jspecify.annotations.NullMarked;
