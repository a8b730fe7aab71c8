/**
 * How a Ringcast process starts, and how it says why it does not.
 */
@NullMarked
package io.ringcast.console;

import org.jspecify.annotations.NullMarked;
