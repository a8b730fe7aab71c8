@NullMarked
package io.ringcast.protocol.reservation;

import org.jspecify.annotations.NullMarked;
