/** Reservations as tables of comma-separated values, both ways. May import the domain. */
@NullMarked
package io.ringcast.reservation.server.web.table;

import org.jspecify.annotations.NullMarked;
