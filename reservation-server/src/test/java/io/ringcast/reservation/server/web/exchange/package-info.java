@NullMarked
package io.ringcast.reservation.server.web.exchange;

import org.jspecify.annotations.NullMarked;
