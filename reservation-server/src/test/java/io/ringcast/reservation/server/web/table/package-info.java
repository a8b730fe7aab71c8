@NullMarked
package io.ringcast.reservation.server.web.table;

import org.jspecify.annotations.NullMarked;
