/**
 * The bookings of all rooms as a page shows them, live. A service that has bookings gives a {@link
 * io.ringcast.console.grid.GridSource}; what watching costs does not depend on how many changes there are.
 */
@NullMarked
package io.ringcast.console.grid;

import org.jspecify.annotations.NullMarked;
