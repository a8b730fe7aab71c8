/** Reservations as files, out and in: tables, text, calendars. */
@NullMarked
package io.ringcast.reservation.server.web.exchange;

import org.jspecify.annotations.NullMarked;
