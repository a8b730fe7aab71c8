/** What the names of days mean: the catalog has any names, and some of them are weekdays or dates. May import nothing of the server. */
@NullMarked
package io.ringcast.reservation.server.calendar;

import org.jspecify.annotations.NullMarked;
