/** Reservations as a calendar (RFC 5545). May import the domain. */
@NullMarked
package io.ringcast.reservation.server.web.calendar;

import org.jspecify.annotations.NullMarked;
