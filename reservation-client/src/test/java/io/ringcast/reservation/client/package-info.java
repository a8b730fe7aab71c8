@NullMarked
package io.ringcast.reservation.client;

import org.jspecify.annotations.NullMarked;
