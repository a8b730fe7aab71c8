/**
 * The REST side of a server: JSON in and out, refusals as problem details (RFC 9457). Speaks to the service's use-case
 * classes and the domain, never to another adapter.
 */
@NullMarked
package io.ringcast.reservation.server.web;

import org.jspecify.annotations.NullMarked;
