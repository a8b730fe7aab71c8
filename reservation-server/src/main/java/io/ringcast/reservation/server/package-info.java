/** The program. {@code web}, {@code transport} and {@code files} are its adapters; they never import each other. */
@NullMarked
package io.ringcast.reservation.server;

import org.jspecify.annotations.NullMarked;
