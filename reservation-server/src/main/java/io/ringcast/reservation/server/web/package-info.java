/**
 * The REST side of a server: JSON in and out, refusals as problem details (RFC 9457). Uses the service's use
 * cases and the domain, never another adapter.
 */
@NullMarked
package io.ringcast.reservation.server.web;

import org.jspecify.annotations.NullMarked;
