/** The promises of the reservation service, shown on real processes. */
@NullMarked
package io.ringcast.systemtests.reservation;

import org.jspecify.annotations.NullMarked;
