@NullMarked
package io.ringcast.reservation.client.terminal;

import org.jspecify.annotations.NullMarked;
