/**
 * The client over HTTP: its history and its health.
 */
@NullMarked
package io.ringcast.reservation.client.web;

import org.jspecify.annotations.NullMarked;
