@NullMarked
package io.ringcast.reservation.server;

import org.jspecify.annotations.NullMarked;
