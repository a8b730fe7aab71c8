@NullMarked
package io.ringcast.reservation.server.web.calendar;

import org.jspecify.annotations.NullMarked;
