/** What the pages of a server show live. */
@NullMarked
package io.ringcast.reservation.server.web.pages;

import org.jspecify.annotations.NullMarked;
