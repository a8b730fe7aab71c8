@NullMarked
package io.ringcast.reservation.server.replication;

import org.jspecify.annotations.NullMarked;
