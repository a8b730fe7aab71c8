/** Reads the four files that a group starts from. May import the domain. */
@NullMarked
package io.ringcast.reservation.server.files;

import org.jspecify.annotations.NullMarked;
