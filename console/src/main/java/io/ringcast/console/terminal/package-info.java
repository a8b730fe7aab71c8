/**
 * Commands as people type them: at a prompt, through a pipe, or over REST.
 */
@NullMarked
package io.ringcast.console.terminal;

import org.jspecify.annotations.NullMarked;
