/**
 * Commands as people type them, and answers as they read them.
 */
@NullMarked
package io.ringcast.reservation.client.terminal;

import org.jspecify.annotations.NullMarked;
