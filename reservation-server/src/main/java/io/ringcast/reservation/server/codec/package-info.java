/** Commands, outcomes and states as bytes, for the store and for messages between servers. May import the domain. */
@NullMarked
package io.ringcast.reservation.server.codec;

import org.jspecify.annotations.NullMarked;
