@NullMarked
package io.ringcast.reservation.server.storage;

import org.jspecify.annotations.NullMarked;
