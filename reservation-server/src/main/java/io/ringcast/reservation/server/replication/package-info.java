/** Makes one state machine of many servers: ordering, joining, reconciliation. Knows nothing of rooms and reservations. */
@NullMarked
package io.ringcast.reservation.server.replication;

import org.jspecify.annotations.NullMarked;
