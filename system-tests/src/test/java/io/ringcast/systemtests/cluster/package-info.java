/** Reservation servers, clients and loads as processes, and what is expected of all of them together. */
@NullMarked
package io.ringcast.systemtests.cluster;

import org.jspecify.annotations.NullMarked;
